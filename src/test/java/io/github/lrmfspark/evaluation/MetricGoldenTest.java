package io.github.lrmfspark.evaluation;

import static io.github.lrmfspark.evaluation.MetricContractTest.figure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.statistics.Placements;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Figures that scikit-learn 1.2.1, NumPy 1.24.2 and SciPy 1.10.1 gave, by
 *
 * <pre>{@code
 * import numpy as np
 * from scipy.linalg import sqrtm
 * from sklearn.linear_model import LogisticRegression
 * from sklearn.manifold import trustworthiness
 * from sklearn.metrics import roc_auc_score
 * from sklearn.metrics.pairwise import euclidean_distances, rbf_kernel
 * from sklearn.neighbors import NearestNeighbors
 * from sklearn.preprocessing import StandardScaler
 *
 * def rows(n, s):
 *     i, j = np.meshgrid(np.arange(n), np.arange(4), indexing='ij')
 *     return (np.sin(1.7 * i * (j + 1) + s) + np.cos(0.9 * i + 2.3 * j * s) + 0.7 * np.cos(i % 3 + j)).astype(np.float32)
 * a, t, b = rows(120, 1), rows(120, 1.1), rows(90, 3)
 * m = np.r_[t, b]
 * d = euclidean_distances(m.astype(float))[np.tril_indices(210, -1)]
 * k = rbf_kernel(m, gamma=0.5 / np.sort(d)[len(d) // 2] ** 2)
 * np.fill_diagonal(k, 0)
 * print(k[:120, :120].sum() / 120 / 119 + k[120:, 120:].sum() / 90 / 89 - 2 * k[:120, 120:].mean())
 * p, q = np.cov(t.T, bias=True), np.cov(b.T, bias=True)
 * v = t.mean(0, dtype=float) - b.mean(0, dtype=float)
 * print(v @ v + np.trace(p + q - 2 * np.real(sqrtm(sqrtm(p) @ q @ sqrtm(p)))))
 * print(np.sqrt(v @ v / np.trace(q)), np.linalg.norm(p - q) / np.linalg.norm(q))
 * near = lambda x: NearestNeighbors(n_neighbors=10).fit(x).kneighbors(return_distance=False)
 * print(np.mean([len(set(x) & set(y)) / 10 for x, y in zip(near(a), near(t))]))
 * print(trustworthiness(a, t, n_neighbors=10))
 * z = StandardScaler().fit(b)
 * model = LogisticRegression().fit(z.transform(b), np.arange(90) % 3)
 * print(model.score(z.transform(t), np.arange(120) % 3))
 * u, w = np.round(np.sin(np.arange(30.)), 1), np.round(np.cos(np.arange(20.)) - .3, 1)
 * print(roc_auc_score(np.r_[np.ones(30), np.zeros(20)], np.r_[u, w]))
 * }</pre>
 */
class MetricGoldenTest {
    private static final AlignedSamples SAMPLES =
            AlignedSamples.of(sample(120, 1), sample(120, 1.1).rows(), sample(90, 3));

    @Test
    void maximumMeanDiscrepancy() {
        assertThat(of(new MaximumMeanDiscrepancy(200, 9, 1), "mmd2")).isCloseTo(0.007991288756, within(1e-7));
    }

    @Test
    void moments() {
        assertThat(of(new FrechetDistance(), "frechet")).isCloseTo(0.9645472125, within(1e-6));
        assertThat(of(new MeanDifference(), "meanDifference")).isCloseTo(0.0206569749, within(1e-8));
        assertThat(of(new CovarianceDifference(), "covarianceDifference")).isCloseTo(0.7772066920, within(1e-6));
    }

    @Test
    void neighbourhoods() {
        assertThat(of(new NeighbourOverlap(10, 200, 1), "neighbourOverlap")).isCloseTo(0.7608333333, within(1e-9));
        assertThat(of(new Trustworthiness(10, 200, 1), "trustworthiness")).isCloseTo(0.9834609250, within(1e-9));
    }

    @Test
    void logisticRegression() {
        assertThat(of(new LogisticLabelAccuracy(1), "labelAccuracyLogistic"))
                .isCloseTo(0.6166666667, within(1.0 / 120 + 1e-9)); // one row is that near to the border
    }

    @Test
    void areaUnderTheCurve() {
        double[] u = new double[30];
        double[] w = new double[20];
        Arrays.setAll(u, i -> Math.round(10 * Math.sin(i)) / 10.0);
        Arrays.setAll(w, i -> Math.round(10 * (Math.cos(i) - 0.3)) / 10.0);
        assertThat(Arrays.stream(Placements.of(u, w)).average().orElseThrow()).isCloseTo(0.6283333333, within(1e-9));
        assertThat(Arrays.stream(Placements.of(w, u)).average().orElseThrow())
                .isCloseTo(1 - 0.6283333333, within(1e-9));
    }

    private static double of(Metric metric, String name) {
        return figure(metric, name, SAMPLES).value();
    }

    private static Sample sample(int rows, double s) {
        float[] values = new float[rows * 4];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = i % 3;
            for (int j = 0; j < 4; j++) {
                values[4 * i + j] = (float)
                        (Math.sin(1.7 * i * (j + 1) + s) + Math.cos(0.9 * i + 2.3 * j * s) + 0.7 * Math.cos(i % 3 + j));
            }
        }
        return new Sample(PackedRows.of(4, values), labels);
    }
}
