package io.github.lrmfspark.real;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;
import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.Procrustes;
import io.github.lrmfspark.statistics.SymmetricEigen;
import io.github.lrmfspark.statistics.Vectors;
import java.util.Comparator;
import java.util.stream.DoubleStream;

/** Maps x ↦ μ_b + A (x − μ_a) that have a closed form and that the product has not: by moments, or by known pairs. */
final class LinearMaps {
    /** Every so many-th pair is held out while a strength is chosen. */
    private static final int HELD_OUT = 10;

    private LinearMaps() {}

    /** Known pairs: x, [n, D], and what they are to become, y, [n, D]. */
    record Pairs(PackedRows x, PackedRows y) {}

    /** The map of a matrix, without an inverse. */
    static AffineMap of(double[] centre, double[][] matrix, double[] image) {
        return new AffineMap(centre, matrix, image, matrix, Double.NaN);
    }

    /** The orthogonal A that brings pairs nearest, argmin Σ ‖A (x − x̄) − (y − ȳ)‖². */
    static AffineMap procrustes(Pairs pairs) {
        Centred x = Centred.of(pairs.x());
        Centred y = Centred.of(pairs.y());
        double[][] turn = Procrustes.of(Dense.product(Dense.transposed(x.rows), y.rows));
        return of(x.mean, Dense.transposed(turn), y.mean);
    }

    /**
     * The ridge regression of pairs, argmin Σ ‖A (x − x̄) − (y − ȳ)‖² + λ n ‖A‖², with λ of eight powers of ten beside the mean
     * variance of x: the one with the least error on a tenth of the pairs that the others tell.
     */
    static AffineMap ridge(Pairs pairs) {
        int n = pairs.x().rows();
        int told = n - n / HELD_OUT;
        Ridge part = Ridge.of(new Pairs(pairs.x().slice(0, told), pairs.y().slice(0, told)));
        PackedRows x = pairs.x().slice(told, n);
        PackedRows y = pairs.y().slice(told, n);
        double strength = DoubleStream.of(1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100)
                .boxed()
                .min(Comparator.comparingDouble(
                        candidate -> squaredError(part.map(candidate).apply(x), y)))
                .orElseThrow();
        return Ridge.of(pairs).map(strength);
    }

    private static double squaredError(PackedRows images, PackedRows y) {
        double sum = 0;
        for (int row = 0; row < y.rows(); row++) {
            for (int d = 0; d < y.dimension(); d++) {
                double error = (double) images.value(row, d) - y.value(row, d);
                sum += error * error;
            }
        }
        return sum;
    }

    /** Rows less their mean, [n, D]. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Centred(double[] mean, double[][] rows) {
        static Centred of(PackedRows rows) {
            double[][] centred = Vectors.centred(rows, 0, rows.rows(), new double[rows.dimension()]);
            double[] mean = new double[rows.dimension()];
            for (double[] row : centred) {
                Vectors.addScaled(mean, 1.0 / centred.length, row);
            }
            for (double[] row : centred) {
                Vectors.addScaled(row, -1, mean);
            }
            return new Centred(mean, centred);
        }
    }

    /** XᵀX = V Λ Vᵀ and XᵀY, of which the regression of any strength follows. */
    private record Ridge(Centred x, Centred y, SymmetricEigen gram) {
        static Ridge of(Pairs pairs) {
            Centred x = Centred.of(pairs.x());
            double[][] gram = Dense.product(Dense.transposed(x.rows), x.rows);
            return new Ridge(x, Centred.of(pairs.y()), SymmetricEigen.of(gram));
        }

        /** Aᵀ = V (Λ + s Λ̄)⁻¹ Vᵀ XᵀY, with Λ̄ the mean of Λ. */
        AffineMap map(double strength) {
            double[] values = gram.values();
            double added = strength * DoubleStream.of(values).average().orElseThrow();
            double[][] rotated = Dense.product(gram.vectors(), Dense.product(Dense.transposed(x.rows), y.rows));
            for (int k = 0; k < values.length; k++) {
                for (int d = 0; d < rotated[k].length; d++) {
                    rotated[k][d] /= values[k] + added;
                }
            }
            double[][] transposed = Dense.product(Dense.transposed(gram.vectors()), rotated);
            return LinearMaps.of(x.mean, Dense.transposed(transposed), y.mean);
        }
    }
}
