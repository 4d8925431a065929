package io.github.lrmfspark.objective;

import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The discrepancy of T(A) and B alone, to be minimised over T. There is no density and nothing that keeps
 * structure but T itself: for the last steps of a map that is nearly there.
 *
 * <p>Its terms are the discrepancy and the total, which is the same number. dT(a) is the discrepancy's and
 * dlogDet = 0, so nothing keeps T from folding volume away but that it is invertible. The flat vector is T's.
 *
 * <p>A step costs one pass of T on N rows and back, and the discrepancy's.
 *
 * <p>References: those of the discrepancy; Usman, Sud, Dufour, Saenko, "Log-Likelihood Ratio Minimizing Flows",
 * NeurIPS 2020, compare their loss with such ones.
 *
 * @param transform T
 * @param discrepancy of T(A) and B
 */
public record Matching(Bijector transform, Discrepancy discrepancy) implements Objective {

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
        return new String[] {discrepancy.name(), LossTerms.TOTAL};
    }

    @Override
    public int kernelRows(int batchSize) {
        return batchSize;
    }

    @Override
    public Objective.Computation bind(Binding binding) {
        return new Rows(binding);
    }

    /**
     * T and the discrepancy on N rows. {@code logDet} collects what nobody reads, {@code logDetGradient} stays
     * zero.
     */
    private final class Rows implements Objective.Computation {
        private final Kernels kernels;
        private final Bijector.Computation t;
        private final Discrepancy.Computation distance;
        private final Matrix logDet;
        private final Matrix logDetGradient;
        private final Matrix mappedGradient;
        private final String[] names = termNames();
        private int step;

        Rows(Binding binding) {
            kernels = binding.kernels();
            t = transform.bind(binding.part(0, transform.parameterSpec()));
            distance = discrepancy.bind(kernels, binding.batchSize(), dimension());
            logDet = binding.buffer(1);
            logDetGradient = binding.buffer(1);
            mappedGradient = binding.buffer(dimension());
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
            double value = distance.forward(step, t.forward(a, logDet), b);
            return LossTerms.of(names, value, value);
        }

        @Override
        public void backward() {
            kernels.fill(mappedGradient, 0);
            distance.backward(mappedGradient);
            t.backward(mappedGradient, logDetGradient);
        }

        @Override
        public void rowTerms(int row, double[] terms) {
            terms[0] = distance.row(row);
            terms[1] = terms[0];
        }
    }
}
