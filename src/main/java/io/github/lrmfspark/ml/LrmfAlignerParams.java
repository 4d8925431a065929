package io.github.lrmfspark.ml;

import static org.apache.spark.ml.param.ParamValidators.gtEq;
import static org.apache.spark.ml.param.ParamValidators.inArray;
import static org.apache.spark.ml.param.ParamValidators.inRange;

import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.parquet.InvalidRows;
import java.util.stream.Stream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The params of {@link LrmfAligner} and {@link LrmfAlignerModel}. Those of flow and training that are neither set nor have
 * a default follow the measured recipe for the dimension and the number of rows.
 */
public interface LrmfAlignerParams extends Params {
    default Param<String> featuresCol() {
        return new Param<>(this, "featuresCol", "column of vectors: array<float>, array<double> or vector");
    }

    default Param<String> outputCol() {
        return new Param<>(
                this,
                "outputCol",
                "column for the mapped vectors, of the type of featuresCol; may be featuresCol itself");
    }

    default Param<String> domainCol() {
        return new Param<>(
                this,
                "domainCol",
                "column that tells source rows from target rows where both are in one dataset; only source rows are"
                        + " mapped");
    }

    default Param<String> sourceValue() {
        return new Param<>(this, "sourceValue", "what domainCol, as text, holds in source rows");
    }

    default Param<String> targetValue() {
        return new Param<>(this, "targetValue", "what domainCol, as text, holds in target rows");
    }

    default Param<String> invalid() {
        return new Param<>(
                this,
                "invalid",
                "what becomes of null vectors and of NaN and infinite values when fitting: error or drop",
                inArray(Stream.of(InvalidRows.values())
                        .map(InvalidRows::toString)
                        .toList()));
    }

    default Param<String> flowKind() {
        return new Param<>(
                this,
                "flowKind",
                "family of the flows: realnvp, glow, ffjord, spline, or affine to match means and covariances only",
                inArray(Stream.of(Kind.values()).map(Kind::label).toList()));
    }

    default Param<String> image() {
        return new Param<>(
                this,
                "image",
                "channels, height and width such as 3x32x32 of the images that the vectors are, for the flow glow; none for"
                        + " vectors");
    }

    default IntParam couplings() {
        return new IntParam(
                this,
                "couplings",
                "coupling layers in the map, and again in the density; of images, on each level (>= 1)",
                gtEq(1));
    }

    default IntParam hidden() {
        return new IntParam(this, "hidden", "width of the hidden layers of a coupling (>= 1)", gtEq(1));
    }

    default IntParam hiddenLayers() {
        return new IntParam(this, "hiddenLayers", "hidden layers of a coupling (>= 1)", gtEq(1));
    }

    default IntParam steps() {
        return new IntParam(this, "steps", "minibatches that each worker takes (>= 1)", gtEq(1));
    }

    default IntParam batchSize() {
        return new IntParam(this, "batchSize", "pairs in a minibatch (>= 1)", gtEq(1));
    }

    default DoubleParam learningRate() {
        return new DoubleParam(
                this,
                "learningRate",
                "learning rate of the density at the start (> 0, < 1)",
                inRange(0, 1, false, false));
    }

    default DoubleParam transformRateRatio() {
        return new DoubleParam(
                this,
                "transformRateRatio",
                "learning rate of the map over that of the density (> 0, <= 1)",
                inRange(0, 1, false, true));
    }

    default DoubleParam noise() {
        return new DoubleParam(
                this,
                "noise",
                "standard deviation of the noise on standardised vectors while training (>= 0)",
                gtEq(0));
    }

    default IntParam affineSteps() {
        return new IntParam(
                this, "affineSteps", "minibatches of each worker in which T is affine, before T bends (>= 0)", gtEq(0));
    }

    default DoubleParam slicedWeight() {
        return new DoubleParam(
                this,
                "slicedWeight",
                "weight of a sliced Wasserstein term that falls to 0 at half of the steps (>= 0); 0 where classes may"
                        + " have other shares in the other domain",
                gtEq(0));
    }

    default IntParam polishSteps() {
        return new IntParam(
                this,
                "polishSteps",
                "steps in which the map alone minimises the sliced Wasserstein distance, at the end (>= 0); undone"
                        + " where that adds too much to the loss",
                gtEq(0));
    }

    default IntParam workers() {
        return new IntParam(
                this,
                "workers",
                "partitions that train at a time (>= 0); 0 for the default parallelism, with a minibatch of rows for"
                        + " each",
                gtEq(0));
    }

    default IntParam averagingFrequency() {
        return new IntParam(this, "averagingFrequency", "steps between two averages over the workers (>= 1)", gtEq(1));
    }

    default LongParam seed() {
        return new LongParam(this, "seed", "where every random choice comes from");
    }

    default LongParam maxRows() {
        return new LongParam(this, "maxRows", "training rows that are used of each set at most (>= 1)", gtEq(1));
    }

    default DoubleParam heldOutFraction() {
        return new DoubleParam(
                this,
                "heldOutFraction",
                "share of each set that the loss is reported on and that is not trained on (> 0, < 1)",
                inRange(0, 1, false, false));
    }

    default BooleanParam boundEnabled() {
        return new BooleanParam(
                this,
                "boundEnabled",
                "whether to measure how far the loss is from its lower bound, by private densities of either set");
    }

    default IntParam boundFolds() {
        return new IntParam(
                this,
                "boundFolds",
                "private fits, each of which leaves one of so many parts of the training rows out (>= 2)",
                gtEq(2));
    }

    default Param<String> privateModels() {
        return new Param<>(
                this,
                "privateModels",
                "where the private densities are kept: those that are there are used, else they are fitted and saved");
    }
}
