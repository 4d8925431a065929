package io.github.lrmfspark.experiment;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Seeds;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.objective.Objective;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How far T maps some rows from where they are known to belong, to be added to another loss of T by {@link Sum}:
 *
 * <pre>
 *   w · mean over n of ‖T(a_n) − b_n‖²
 * </pre>
 *
 * <p>over as many pairs as the batch has rows, drawn anew in every step, with repetition. The batch itself is not looked at.
 *
 * @param transform T
 * @param weight w
 * @param sources a, [M, D], in the coordinates that T works in
 * @param images b, [M, D], row by row where those belong
 * @param seed draws the pairs
 */
public record KnownPairs(Bijector transform, double weight, PackedRows sources, PackedRows images, long seed)
        implements Objective {

    /** @throws IllegalArgumentException if there are no pairs, their numbers or dimensions differ or the weight is not above 0 */
    public KnownPairs {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Expected a weight above 0; found " + weight);
        }
        if (sources.rows() < 1
                || sources.rows() != images.rows()
                || sources.dimension() != transform.dimension()
                || images.dimension() != transform.dimension()) {
            throw new IllegalArgumentException("Expected pairs of vectors of length " + transform.dimension()
                    + ", one or more; found " + sources + " and " + images);
        }
    }

    @Override
    public int dimension() {
        return transform.dimension();
    }

    @Override
    public List<Model> models() {
        return List.of(new Model(LogLikelihoodRatio.TRANSFORM, transform.parameterSpec()));
    }

    @Override
    public String[] termNames() {
        return new String[] {"knownPairs", LossTerms.TOTAL};
    }

    @Override
    public int kernelRows(int batchSize) {
        return batchSize;
    }

    @Override
    public Objective.Computation bind(Binding binding) {
        return new Drawn(binding);
    }

    private final class Drawn implements Objective.Computation {
        private final Kernels kernels;
        private final int n;
        private final Bijector.Computation t;
        private final float[] sourceRows;
        private final float[] imageRows;
        private final Matrix x;
        private final Matrix y;
        private final Matrix logDet;
        private final Matrix logDetGradient;
        private final Matrix gradient;
        private final double[] squares;
        private final String[] names = termNames();
        private int step;
        private Matrix mapped;

        Drawn(Binding binding) {
            kernels = binding.kernels();
            n = binding.batchSize();
            t = transform.bind(binding.part(0, transform.parameterSpec()));
            sourceRows = new float[n * dimension()];
            imageRows = new float[n * dimension()];
            x = binding.buffer(dimension());
            y = binding.buffer(dimension());
            logDet = binding.buffer(1);
            logDetGradient = binding.buffer(1);
            gradient = binding.buffer(dimension());
            squares = new double[n];
            mapped = gradient;
        }

        @Override
        public void initialise(Matrix a, Matrix b, RandomGenerator random) {
            t.initialise(a, random);
        }

        @Override
        public void prepare() {
            t.prepare();
        }

        @Override
        public void step(int number) {
            step = number;
        }

        @Override
        public LossTerms forward(Matrix a, Matrix b) {
            draw();
            mapped = t.forward(x, logDet);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                squares[i] = 0;
                for (int d = 0; d < dimension(); d++) {
                    double difference = mapped.value(i, d) - y.value(i, d);
                    squares[i] += difference * difference;
                }
                sum += squares[i];
            }
            double value = weight * sum / n;
            return LossTerms.of(names, value, value);
        }

        private void draw() {
            SplittableRandom random = new SplittableRandom(Seeds.split(seed, step));
            for (int i = 0; i < n; i++) {
                int pair = random.nextInt(sources.rows());
                sources.copyRow(pair, sourceRows, i * dimension());
                images.copyRow(pair, imageRows, i * dimension());
            }
            kernels.load(sourceRows, 0, dimension(), x);
            kernels.load(imageRows, 0, dimension(), y);
        }

        @Override
        public void backward() {
            double scale = 2 * weight / n;
            for (int d = 0; d < dimension(); d++) {
                for (int i = 0; i < n; i++) {
                    gradient.put(i, d, scale * (mapped.value(i, d) - y.value(i, d)));
                }
            }
            t.backward(gradient, logDetGradient);
        }

        @Override
        public void rowTerms(int row, double[] terms) {
            terms[0] = weight * squares[row];
            terms[1] = terms[0];
        }
    }
}
