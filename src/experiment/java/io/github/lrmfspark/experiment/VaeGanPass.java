package io.github.lrmfspark.experiment;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What a minibatch became on its way through a {@link VaeGan}. Images, features and logits are those of [x; x̃; x′].
 *
 * @param count N
 * @param mean μ, [N, D]
 * @param logVariance log σ², [N, D]
 * @param noise ε, [N, D]
 * @param images [3N, pixels]
 * @param features f, [3N, F]
 * @param logits of d, [3N, 1]
 */
record VaeGanPass(
        int count,
        INDArray mean,
        INDArray logVariance,
        INDArray noise,
        INDArray images,
        INDArray features,
        INDArray logits) {

    /** σ, [N, D] */
    INDArray deviation() {
        return Transforms.exp(logVariance.mul(0.5), false);
    }

    /** f(x̃) − f(x), [N, F] */
    INDArray featureError() {
        return reconstructed(features).subi(rows(features, 0, count));
    }

    /** The gradient of {@code generator} with respect to the logits, [3N, 1]. */
    INDArray ofGenerator() {
        INDArray ofLogits = Transforms.sigmoid(logits, true).subi(1).divi(count);
        rows(ofLogits, 0, count).assign(0);
        return ofLogits;
    }

    /** The gradient of {@code discriminator} with respect to the logits, [3N, 1]. */
    INDArray ofDiscriminator() {
        INDArray ofLogits = Transforms.sigmoid(logits, true).divi(count);
        rows(ofLogits, 0, count).subi(1.0 / count);
        return ofLogits;
    }

    VaeGan.Losses losses() {
        INDArray pixelError = reconstructed(images).subi(rows(images, 0, count));
        double generator = 0;
        double discriminator = 0;
        for (int row = 0; row < 3 * count; row++) {
            double logit = logits.getDouble(row, 0);
            discriminator += softplus(row < count ? -logit : logit) / count;
            generator += row < count ? 0 : softplus(-logit) / count;
        }
        return new VaeGan.Losses(
                kl(),
                0.5 * squared(featureError()) / count,
                squared(pixelError) / pixelError.length(),
                generator,
                discriminator);
    }

    private double kl() {
        double logVariances = logVariance.sumNumber().doubleValue();
        return 0.5 * (squared(mean) + squared(deviation()) - logVariances - mean.length()) / count;
    }

    private INDArray reconstructed(INDArray ofAll) {
        return rows(ofAll, count, 2 * count).dup();
    }

    /** A view of some rows. */
    static INDArray rows(INDArray matrix, int from, int to) {
        return matrix.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }

    /** log(1 + eˣ) */
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double squared(INDArray values) {
        return values.mul(values).sumNumber().doubleValue();
    }
}
