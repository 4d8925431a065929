package io.github.lrmfspark.experiment;

/**
 * How large a {@link VaeGan} is and how it is trained.
 *
 * @param networks the sizes
 * @param steps minibatches
 * @param pairs pairs of an image of each domain in a minibatch
 * @param rate Adam's rate of encoder and decoder at the start; it falls to 0 as a cosine, as does the other
 * @param discriminatorRate of the discriminator
 * @param klWeight weight of the Kullback–Leibler term of the encoder
 * @param featureWeight weight of the reconstruction in the discriminator's features, for encoder and decoder
 * @param seed where every random choice comes from
 */
public record VaeGanOptions(
        Networks networks,
        int steps,
        int pairs,
        double rate,
        double discriminatorRate,
        double klWeight,
        double featureWeight,
        long seed) {

    /**
     * The sizes of the networks.
     *
     * @param side height and width of an image in pixels, a multiple of 4
     * @param latent D, the length of a code
     * @param channels of a convolution; the decoder begins with twice as many
     * @param hidden width of a dense layer
     */
    public record Networks(int side, int latent, int channels, int hidden) {
        public Networks {
            require(side >= 4 && side % 4 == 0, "a side of a multiple of 4 pixels", side);
            require(latent >= 1, "a code of at least one number", latent);
            require(channels >= 1, "at least one channel", channels);
            require(hidden >= 1, "at least one hidden unit", hidden);
        }

        int pixels() {
            return side * side;
        }
    }

    public VaeGanOptions {
        require(steps >= 1, "at least one step", steps);
        require(pairs >= 1, "at least one pair", pairs);
        require(rate > 0 && rate < 1, "a learning rate between 0 and 1", rate);
        require(
                discriminatorRate > 0 && discriminatorRate < 1,
                "a learning rate of the discriminator between 0 and 1",
                discriminatorRate);
        require(klWeight >= 0 && Double.isFinite(klWeight), "a finite weight of 0 or more", klWeight);
        require(featureWeight > 0 && Double.isFinite(featureWeight), "a finite weight above 0", featureWeight);
    }

    /**
     * For digits of 16×16 pixels: codes of 32 numbers. Of USPS beside MNIST the nearest MNIST code had the label of a USPS test
     * image for .839 and .824 of them with seeds 1 and 2, and a logistic regression on MNIST codes for .756 and .732; on
     * the pixels themselves these are .818 and .706.
     */
    public static VaeGanOptions ofDigits(long seed) {
        return new VaeGanOptions(new Networks(16, 32, 16, 256), 800, 32, 1e-3, 3e-4, 1, 10, seed);
    }

    /** The same with another number of steps. */
    public VaeGanOptions withSteps(int other) {
        return new VaeGanOptions(networks, other, pairs, rate, discriminatorRate, klWeight, featureWeight, seed);
    }

    private static void require(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + rule + "; found " + value);
        }
    }
}
