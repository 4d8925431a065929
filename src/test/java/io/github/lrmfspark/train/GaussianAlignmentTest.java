package io.github.lrmfspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.RowMapper;
import io.github.lrmfspark.nn.Updater;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.LossEvaluator;
import io.github.lrmfspark.objective.Objective;
import java.util.Arrays;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gaussians under the affine flow, on the full batch: the one case whose bound c is known in closed form. L + c falls to its
 * lower bound 0, and then means and covariances match. A PyTorch reference reaches L + c ≤ 1.3e-4.
 */
class GaussianAlignmentTest {
    private static final int ROWS = 1500;

    @ParameterizedTest
    @ValueSource(ints = {1, 32})
    void theGapFallsToZeroAndMomentsMatch(int dimension) {
        FlowOptions affine = new FlowOptions(FlowOptions.Kind.AFFINE, 1, 1, 1);
        Bijector transform = Flows.transform(affine, dimension, 1);
        Objective objective = LogLikelihoodRatio.of(transform, Flows.density(affine, dimension, 1));
        SyntheticDomains domains = new SyntheticDomains(Kind.GAUSSIANS, ROWS, dimension, 30, 0, 5);
        DomainRows rows = new DomainRows(
                standardised(domains.source().rows()),
                standardised(domains.target().rows()));
        TrainingOptions options = new TrainingOptions(3000, ROWS, 0.02, 0.5, 0, 1, 50, 1);
        TrainingResult result = new LocalTrainer(
                        rows,
                        objective,
                        rows,
                        FitContext.of(ProgressListener.none()).training("training"))
                .train(objective, Initialisation.of(objective, rows, 1), options);

        double loss = new LossEvaluator(objective, rows)
                .evaluate(Nd4j.createFromArray(result.parameters()))
                .mean("total");
        double gap = loss + bestLogLikelihood(rows.source()) + bestLogLikelihood(rows.target());
        assertThat(gap).as("L + c").isBetween(-1e-4, 1.3e-4);
        PackedRows mapped = mapped(transform, result.parameters(), rows.source());
        double[] mean = mean(mapped);
        double[] expectedMean = mean(rows.target());
        RealMatrix covariance = covariance(mapped);
        RealMatrix expectedCovariance = covariance(rows.target());
        for (int i = 0; i < dimension; i++) {
            assertThat(mean[i]).isCloseTo(expectedMean[i], within(0.01));
            for (int j = 0; j < dimension; j++) {
                assertThat(covariance.getEntry(i, j)).isCloseTo(expectedCovariance.getEntry(i, j), within(0.01));
            }
        }
    }

    /** With L* = −c gradient descent needs no schedule: the learning rate of ½ is a limit only. */
    @Test
    void polyaksStepLeadsToTheBoundThatItKnows() {
        FlowOptions affine = new FlowOptions(FlowOptions.Kind.AFFINE, 1, 1, 1);
        Objective objective = LogLikelihoodRatio.of(Flows.transform(affine, 2, 1), Flows.density(affine, 2, 1));
        SyntheticDomains domains = new SyntheticDomains(Kind.GAUSSIANS, ROWS, 2, 30, 0, 5);
        DomainRows rows = new DomainRows(
                standardised(domains.source().rows()),
                standardised(domains.target().rows()));
        double c = bestLogLikelihood(rows.source()) + bestLogLikelihood(rows.target());
        TrainingResult result = new LocalTrainer(
                        rows,
                        objective,
                        rows,
                        FitContext.of(ProgressListener.none()).training("training"))
                .with(new Updater.Polyak(-c, 0.5))
                .train(
                        objective,
                        Initialisation.of(objective, rows, 1),
                        new TrainingOptions(500, ROWS, 0.5, 1, 0, 1, 50, 1));
        double loss = new LossEvaluator(objective, rows)
                .evaluate(Nd4j.createFromArray(result.parameters()))
                .mean("total");
        assertThat(loss + c).as("L + c").isBetween(-1e-4, 1e-4);
    }

    /** max E log p over Gaussians = −½ (D log 2πe + log det Σ), Σ the empirical covariance. */
    private static double bestLogLikelihood(PackedRows rows) {
        CholeskyDecomposition cholesky = new CholeskyDecomposition(covariance(rows), 1e-9, 1e-9);
        return -0.5 * (rows.dimension() * Math.log(2 * Math.PI * Math.E) + Math.log(cholesky.getDeterminant()));
    }

    private static RealMatrix covariance(PackedRows rows) {
        return rows.dimension() == 1
                ? MatrixUtils.createRealMatrix(new double[][] {{variance(rows)}})
                : new Covariance(table(rows), false).getCovarianceMatrix();
    }

    private static double variance(PackedRows rows) {
        double mean = mean(rows)[0];
        return Arrays.stream(table(rows))
                .mapToDouble(r -> Math.pow(r[0] - mean, 2))
                .average()
                .orElseThrow();
    }

    private static double[] mean(PackedRows rows) {
        double[] mean = new double[rows.dimension()];
        for (double[] row : table(rows)) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += row[j] / rows.rows();
            }
        }
        return mean;
    }

    private static double[][] table(PackedRows rows) {
        double[][] table = new double[rows.rows()][rows.dimension()];
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < rows.dimension(); j++) {
                table[i][j] = rows.value(i, j);
            }
        }
        return table;
    }

    private static PackedRows standardised(PackedRows rows) {
        double[] mean = mean(rows);
        double[][] table = table(rows);
        float[] values = new float[rows.rows() * rows.dimension()];
        for (int j = 0; j < mean.length; j++) {
            int column = j;
            double deviation = Math.sqrt(Arrays.stream(table)
                    .mapToDouble(r -> Math.pow(r[column] - mean[column], 2))
                    .average()
                    .orElseThrow());
            for (int i = 0; i < table.length; i++) {
                values[i * mean.length + j] = (float) ((table[i][j] - mean[j]) / deviation);
            }
        }
        return PackedRows.of(rows.dimension(), values);
    }

    private static PackedRows mapped(Bijector transform, float[] parameters, PackedRows rows) {
        float[] values = rows.toArray();
        float[] ofTransform =
                Arrays.copyOf(parameters, transform.parameterSpec().size());
        new RowMapper(transform, ofTransform, rows.rows()).forward(values, rows.rows());
        return PackedRows.of(rows.dimension(), values);
    }
}
