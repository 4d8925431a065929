package io.github.lrmfspark.architecture;

import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.LuLinear;

/** One full affine map, and a Gaussian with a free mean and a full covariance. */
final class AffineFlow implements Architecture {
    @Override
    public int leastDimension() {
        return 1;
    }

    @Override
    public boolean bends() {
        return false;
    }

    @Override
    public long networks(int couplings) {
        return 0;
    }

    @Override
    public Bijector flow(Model model, FlowOptions options, int dimension, long seed) {
        return LuLinear.of(dimension);
    }

    @Override
    public long parameters(Model model, FlowOptions options, long dimension) {
        return ParameterCount.linear(dimension);
    }

    @Override
    public Footprint footprint(FlowOptions options, long dimension) {
        return new Footprint(0, 0);
    }
}
