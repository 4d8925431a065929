package io.github.lrmfspark.architecture;

import static java.lang.Math.multiplyExact;

import io.github.lrmfspark.flow.ActNorm;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Chain;
import io.github.lrmfspark.flow.Coupling;
import io.github.lrmfspark.flow.Coupling.Moved;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.flow.Permute;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Groups of couplings. Before every group stands a full linear layer and a random choice of the two halves, which T undoes
 * after the group so that the whole starts as the identity. Two coordinates have one pair of halves, and where couplings
 * come in pairs one linear layer suffices.
 *
 * @param layer makes a coupling
 * @param numbers how many numbers the coupling's network gives for each coordinate that moves
 * @param together how many couplings follow one linear layer: 2, or 1 as in Glow
 */
record CouplingFlow(Layer layer, int numbers, int together) implements Architecture {

    /** Makes a coupling of vectors. */
    interface Layer {
        Coupling of(int dimension, Moved moved, int hidden, int hiddenLayers);
    }

    /** A linear layer before every two couplings, the one of either half. */
    static CouplingFlow ofPairs(Layer layer, int numbers) {
        return new CouplingFlow(layer, numbers, 2);
    }

    @Override
    public int leastDimension() {
        return 2;
    }

    @Override
    public long networks(int couplings) {
        return couplings;
    }

    @Override
    public Bijector flow(Model model, FlowOptions options, int dimension, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Bijector> parts = new ArrayList<>();
        for (int i = 0; i < options.couplings(); i += together) {
            if (model == Model.DENSITY) {
                parts.add(ActNorm.of(dimension));
            }
            if (i == 0 || dimension > 2 || together == 1) {
                parts.add(LuLinear.of(dimension));
            }
            Permute halves = Permute.random(dimension, random);
            parts.add(halves);
            parts.add(coupling(options, dimension, Moved.SECOND_HALF));
            if (together > 1 && i + 1 < options.couplings()) {
                parts.add(coupling(options, dimension, Moved.FIRST_HALF));
            }
            if (model == Model.TRANSFORM) {
                parts.add(halves.inverse());
            }
        }
        return Chain.of(parts);
    }

    private Bijector coupling(FlowOptions options, int dimension, Moved moved) {
        return layer.of(dimension, moved, options.hidden(), options.hiddenLayers());
    }

    @Override
    public long parameters(Model model, FlowOptions options, long dimension) {
        long groups = (options.couplings() + together - 1L) / together;
        long linears = dimension > 2 || together == 1 ? groups : 1;
        long half = dimension / 2;
        return ParameterCount.sum(
                model == Model.DENSITY ? multiplyExact(groups, ParameterCount.actNorm(dimension)) : 0,
                multiplyExact(linears, ParameterCount.linear(dimension)),
                multiplyExact(groups, ofCoupling(options, dimension, dimension - half)),
                multiplyExact(options.couplings() - groups, ofCoupling(options, dimension, half)));
    }

    private long ofCoupling(FlowOptions options, long dimension, long moved) {
        return ParameterCount.dense(options, dimension - moved, multiplyExact(numbers, moved));
    }

    @Override
    public Footprint footprint(FlowOptions options, long dimension) {
        long couplings = options.couplings();
        long units = (long) options.hiddenLayers() * options.hidden();
        return new Footprint(2 * couplings / together, couplings * ((numbers + 2) * dimension + 2 * units));
    }
}
