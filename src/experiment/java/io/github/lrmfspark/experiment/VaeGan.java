package io.github.lrmfspark.experiment;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Seeds;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A variational auto-encoder whose reconstruction is judged in the features of a discriminator: it embeds images in R^D without
 * labels, and images of several domains in one space.
 *
 * <p>The encoder gives mean μ and log-variance of a code, z = μ + σ ∘ ε with ε ~ N(0, I), the decoder an image x̃ of z and
 * an image x′ of a z′ ~ N(0, I). The discriminator is a logistic regression on features f of an image. Over a minibatch of N
 * images x,
 *
 * <pre>
 *   kl            = Σ ½ (μ² + σ² − log σ² − 1) / N
 *   features      = Σ ½ ‖f(x̃) − f(x)‖² / N
 *   generator     = − Σ [log d(x̃) + log d(x′)] / N
 *   discriminator = − Σ [log d(x) + log(1 − d(x̃)) + log(1 − d(x′))] / N
 * </pre>
 *
 * <p>and a step of Adam takes the encoder along klWeight · kl + featureWeight · features, the decoder along featureWeight ·
 * features + generator, and f and d along discriminator. Images are rows of pixels from 0 to 1. Not thread-safe.
 *
 * <p>References: Larsen, Sønderby, Larochelle, Winther, "Autoencoding beyond pixels using a learned similarity metric", ICML
 * 2016, algorithm 1; with log d in place of −log(1 − d) for the generator as in Goodfellow et al., NeurIPS 2014.
 */
public final class VaeGan {
    private static final int NOISE = 4;
    private static final int BLOCK = 512;

    private final VaeGanOptions options;
    private final DataType type;
    private final VaeGanNetworks networks;

    /**
     * The losses of one minibatch, before the step.
     *
     * @param kl in nats an image
     * @param features half the squared distance of the features
     * @param pixels mean squared error of a pixel of x̃
     * @param generator in nats an image
     * @param discriminator in nats an image
     */
    public record Losses(double kl, double features, double pixels, double generator, double discriminator) {}

    /** An untrained one, drawn from the seed. */
    public VaeGan(VaeGanOptions options) {
        this(options, DataType.FLOAT);
    }

    VaeGan(VaeGanOptions options, DataType type) {
        this.options = options;
        this.type = type;
        this.networks = VaeGanNetworks.of(options, type);
    }

    public VaeGanOptions options() {
        return options;
    }

    /**
     * One step of all networks.
     *
     * @param images N images, row-major
     * @param step from 0; the noise depends on it and on the seed
     */
    public Losses step(float[] images, int step) {
        Losses losses = gradients(images, step);
        networks.encoder().update(step);
        networks.decoder().update(step);
        networks.features().update(step);
        networks.head().update(step);
        return losses;
    }

    /** The losses of a step, and their gradients, which stay in the networks. */
    Losses gradients(float[] images, int step) {
        VaeGanPass pass = forward(matrix(images), step);
        backward(pass);
        return pass.losses();
    }

    /** The losses of a step alone. */
    Losses losses(float[] images, int step) {
        return forward(matrix(images), step).losses();
    }

    VaeGanNetworks networks() {
        return networks;
    }

    /** The codes of images: the encoder's means, [N, D]. */
    public PackedRows encode(PackedRows images) {
        requireWidth(options.networks().pixels(), images);
        return mapped(
                images,
                options.networks().latent(),
                x -> columns(networks.encoder().forward(x), 0));
    }

    /** The images of codes, [N, side²]. */
    public PackedRows decode(PackedRows codes) {
        requireWidth(options.networks().latent(), codes);
        return mapped(codes, options.networks().pixels(), networks.decoder()::forward);
    }

    private VaeGanPass forward(INDArray x, int step) {
        int n = (int) x.size(0);
        int latent = options.networks().latent();
        SplittableRandom random = new SplittableRandom(Seeds.split(Seeds.split(options.seed(), NOISE), step));
        INDArray code = networks.encoder().forward(x);
        INDArray mean = columns(code, 0);
        INDArray logVariance = columns(code, latent);
        INDArray noise = gaussian(random, n, latent);
        INDArray z = Transforms.exp(logVariance.mul(0.5), false).muli(noise).addi(mean);
        INDArray drawn = networks.decoder().forward(Nd4j.vstack(z, gaussian(random, n, latent)));
        INDArray images = Nd4j.vstack(x, drawn);
        INDArray features = networks.features().forward(images);
        return new VaeGanPass(
                n, mean, logVariance, noise, images, features, networks.head().forward(features));
    }

    /** The discriminator comes last, since what the others need of it goes through its gradient. */
    private void backward(VaeGanPass pass) {
        int n = pass.count();
        INDArray ofFeatures = Nd4j.zerosLike(pass.features());
        VaeGanPass.rows(ofFeatures, n, 2 * n).assign(pass.featureError().muli(options.featureWeight() / n));
        INDArray ofDrawn = VaeGanPass.rows(networks.features().backward(ofFeatures), n, 3 * n);
        INDArray ofCode = VaeGanPass.rows(networks.decoder().backward(ofDrawn), 0, n);
        networks.encoder().backward(Nd4j.hstack(ofMean(pass, ofCode), ofLogVariance(pass, ofCode)));
        ofDrawn.addi(VaeGanPass.rows(throughDiscriminator(pass.ofGenerator()), n, 3 * n));
        networks.decoder().backward(ofDrawn);
        throughDiscriminator(pass.ofDiscriminator());
    }

    private INDArray ofMean(VaeGanPass pass, INDArray ofCode) {
        return pass.mean().mul(options.klWeight() / pass.count()).addi(ofCode);
    }

    private INDArray ofLogVariance(VaeGanPass pass, INDArray ofCode) {
        INDArray deviation = pass.deviation();
        INDArray ofKl = deviation.mul(deviation).subi(1).muli(options.klWeight() / (2 * pass.count()));
        return ofCode.mul(pass.noise()).muli(deviation).muli(0.5).addi(ofKl);
    }

    private INDArray throughDiscriminator(INDArray ofLogits) {
        return networks.features().backward(networks.head().backward(ofLogits));
    }

    private INDArray columns(INDArray code, int from) {
        return code.get(
                        NDArrayIndex.all(),
                        NDArrayIndex.interval(from, from + options.networks().latent()))
                .dup();
    }

    private INDArray gaussian(SplittableRandom random, int rows, int columns) {
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return Nd4j.createFromArray(values).reshape(rows, columns).castTo(type);
    }

    private INDArray matrix(float[] images) {
        int pixels = options.networks().pixels();
        if (images.length == 0 || images.length % pixels != 0) {
            throw new IllegalArgumentException(
                    "Expected whole images of " + pixels + " pixels; found " + images.length + " values");
        }
        return Nd4j.createFromArray(images)
                .reshape(images.length / pixels, pixels)
                .castTo(type);
    }

    private PackedRows mapped(PackedRows rows, int width, UnaryOperator<INDArray> map) {
        PackedRows.Builder mapped = new PackedRows.Builder(width);
        for (int first = 0; first < rows.rows(); first += BLOCK) {
            PackedRows block = rows.slice(first, Math.min(rows.rows(), first + BLOCK));
            INDArray values = map.apply(Nd4j.createFromArray(block.toArray())
                    .reshape(block.rows(), block.dimension())
                    .castTo(type));
            float[] rowMajor = values.dup('c').data().asFloat();
            for (int row = 0; row < block.rows(); row++) {
                mapped.add(rowMajor, row * width);
            }
        }
        return mapped.build();
    }

    private static void requireWidth(int expected, PackedRows found) {
        if (found.dimension() != expected) {
            throw new IllegalArgumentException("Expected rows of " + expected + " values; found " + found);
        }
    }
}
