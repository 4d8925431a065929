package io.github.lrmfspark.experiment;

import io.github.lrmfspark.data.Batches;
import io.github.lrmfspark.data.DomainRows;
import java.util.function.ObjIntConsumer;

/** Trains a {@link VaeGan} in this JVM on the images of two domains, without labels. */
public final class VaeGanTrainer {
    private VaeGanTrainer() {}

    /**
     * The last iterate. Equal images and options give equal bits on one kind of processor. A minibatch has as many images
     * of one domain as of the other; the smaller set cycles.
     *
     * @param images rows of side² pixels from 0 to 1
     * @param heard the losses of every step, with its number from 1
     * @throws ArithmeticException if the loss of a step is not finite
     */
    public static VaeGan train(DomainRows images, VaeGanOptions options, ObjIntConsumer<VaeGan.Losses> heard) {
        int dimension = images.dimension();
        int side = options.networks().side();
        if (dimension != side * side) {
            throw new IllegalArgumentException(
                    "Expected images of " + side + "×" + side + " pixels; found " + dimension + " values a row");
        }
        VaeGan model = new VaeGan(options);
        Batches batches = new Batches(images, options.pairs(), 0, options.seed(), 0);
        float[] pairs = new float[2 * options.pairs() * dimension];
        for (int step = 0; step < options.steps(); step++) {
            batches.fill(step, pairs);
            VaeGan.Losses losses = model.step(pairs, step);
            requireFinite(losses, step + 1);
            heard.accept(losses, step + 1);
        }
        return model;
    }

    private static void requireFinite(VaeGan.Losses losses, int step) {
        double sum = losses.kl() + losses.features() + losses.generator() + losses.discriminator();
        if (!Double.isFinite(sum)) {
            throw new ArithmeticException("Cannot go on training: expected finite losses at step " + step + "; found "
                    + losses + ". Lower the learning rates.");
        }
    }
}
