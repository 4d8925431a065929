package io.github.lrmfspark.architecture;

import static java.lang.Math.addExact;
import static java.lang.Math.multiplyExact;

import io.github.lrmfspark.flow.ActNorm;
import io.github.lrmfspark.flow.AffineCoupling;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Chain;
import io.github.lrmfspark.flow.Coupling.Moved;
import io.github.lrmfspark.flow.ImageShape;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.flow.Partial;
import io.github.lrmfspark.flow.Pixelwise;
import java.util.ArrayList;
import java.util.List;

/**
 * Affine couplings with a full linear layer before every one; of images, levels of convolutions. On each level pixels are
 * squeezed into channels, the channels mixed and moved by couplings, and half of them go on to the next level. In the end
 * every pixel is put back in its place.
 */
final class GlowFlow implements Architecture {
    private static final int LEVELS = 3;
    private static final CouplingFlow OF_VECTORS =
            new CouplingFlow(AffineCoupling::of, AffineCoupling.SCALE_AND_SHIFT, 1);

    @Override
    public int leastDimension() {
        return OF_VECTORS.leastDimension();
    }

    @Override
    public boolean takesImages() {
        return true;
    }

    @Override
    public long networks(int couplings) {
        return OF_VECTORS.networks(couplings);
    }

    @Override
    public Bijector flow(Model model, FlowOptions options, int dimension, long seed) {
        ImageShape image = options.image();
        if (image == null) {
            return OF_VECTORS.flow(model, options, dimension, seed);
        }
        Bijector levels = level(model, options, image, LEVELS);
        return model == Model.DENSITY ? Chain.of(levels) : Chain.of(Flows.firstLayer(dimension), levels);
    }

    /** One level and those that follow it. */
    private static Bijector level(Model model, FlowOptions options, ImageShape whole, int levels) {
        ImageShape shape = whole.squeezed();
        List<Bijector> parts = new ArrayList<>();
        parts.add(whole.squeeze());
        for (int i = 0; i < options.couplings(); i++) {
            if (model == Model.DENSITY) {
                parts.add(Pixelwise.of(ActNorm.of(shape.channels()), shape.pixels()));
            }
            parts.add(Pixelwise.of(LuLinear.of(shape.channels()), shape.pixels()));
            Moved moved = i % 2 == 0 ? Moved.SECOND_HALF : Moved.FIRST_HALF;
            parts.add(AffineCoupling.ofImages(shape, moved, options.hidden()));
        }
        if (levels > 1 && shape.squeezes()) {
            ImageShape half = shape.withChannels(shape.channels() / 2);
            parts.add(Partial.of(level(model, options, half, levels - 1), shape.dimension()));
        }
        parts.add(whole.squeeze().inverse());
        return Chain.of(parts);
    }

    @Override
    public long parameters(Model model, FlowOptions options, long dimension) {
        return options.image() == null
                ? OF_VECTORS.parameters(model, options, dimension)
                : ofImages(model, options, dimension, options.image());
    }

    private static long ofImages(Model model, FlowOptions options, long dimension, ImageShape image) {
        boolean density = model == Model.DENSITY;
        long count = density ? 0 : ParameterCount.linear(dimension);
        ImageShape whole = image;
        for (int level = 0; level < LEVELS && whole.squeezes(); level++) {
            ImageShape shape = whole.squeezed();
            long channels = shape.channels();
            long step = ParameterCount.sum(
                    density ? ParameterCount.actNorm(channels) : 0,
                    ParameterCount.linear(channels),
                    ParameterCount.convolution(options, channels));
            count = addExact(count, multiplyExact(options.couplings(), step));
            whole = shape.withChannels(shape.channels() / 2);
        }
        return count;
    }

    @Override
    public Footprint footprint(FlowOptions options, long dimension) {
        ImageShape image = options.image();
        return image == null
                ? OF_VECTORS.footprint(options, dimension)
                : new Footprint(
                        1,
                        7L
                                * options.couplings()
                                * (options.hidden() * dimension / image.channels() + 40 * dimension)
                                / 4);
    }
}
