package io.github.lrmfspark.architecture;

import io.github.lrmfspark.flow.ActNorm;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Chain;
import io.github.lrmfspark.flow.ContinuousFlow;
import io.github.lrmfspark.flow.LuLinear;

/** A full linear layer and, after it, a continuous flow along a vector field. */
final class FfjordFlow implements Architecture {
    private static final int INTEGRATION_STEPS = 8;

    @Override
    public int leastDimension() {
        return 1;
    }

    @Override
    public long networks(int couplings) {
        return 1;
    }

    @Override
    public Bijector flow(Model model, FlowOptions options, int dimension, long seed) {
        LuLinear linear = LuLinear.of(dimension);
        ContinuousFlow field =
                ContinuousFlow.of(dimension, options.hidden(), options.hiddenLayers(), INTEGRATION_STEPS, seed);
        return model == Model.DENSITY ? Chain.of(ActNorm.of(dimension), linear, field) : Chain.of(linear, field);
    }

    @Override
    public long parameters(Model model, FlowOptions options, long dimension) {
        return ParameterCount.sum(
                model == Model.DENSITY ? ParameterCount.actNorm(dimension) : 0,
                ParameterCount.linear(dimension),
                options.hidden(),
                ParameterCount.dense(options, dimension, dimension));
    }

    @Override
    public Footprint footprint(FlowOptions options, long dimension) {
        return new Footprint(2, 48 * dimension + 8L * options.hiddenLayers() * options.hidden());
    }
}
