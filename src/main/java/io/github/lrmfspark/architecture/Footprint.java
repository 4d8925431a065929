package io.github.lrmfspark.architecture;

/**
 * What a batch takes in T and p, beside their trained numbers. With L hidden layers of H units, or H filters:
 *
 * <pre>
 *   of C couplings             E = C, in Glow 2 C    R = C ((g + 2) D + 2 L H)       g numbers for each coordinate that moves
 *   of images of c channels    E = 1                 R = 7/4 C (H D / c + 40 D)      the seven quarters for three levels
 *   continuous                 E = 2                 R = 48 D + 8 L H
 * </pre>
 *
 * @param linearLayers E, the full linear layers of T and p together
 * @param numbersPerRow R, the numbers that a row takes in the networks and what they move
 */
public record Footprint(long linearLayers, long numbersPerRow) {

    /**
     * {@return what a batch takes in the flows of these options on R^D}
     *
     * @param options the family and its size
     * @param dimension D
     */
    public static Footprint of(FlowOptions options, long dimension) {
        return options.kind().architecture().footprint(options, dimension);
    }
}
