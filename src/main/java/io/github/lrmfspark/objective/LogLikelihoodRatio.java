package io.github.lrmfspark.objective;

import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.Distribution;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The log-likelihood ratio of T(A) and B under a shared density S, to be minimised over T and S together:
 *
 * <pre>
 *   L = sourceNll + targetNll − logDet
 *   sourceNll = −E_a log p(T(a)),   targetNll = −E_b log p(b),   logDet = E_a log|det ∂T(a)/∂a|
 * </pre>
 *
 * <p>With c = max_α E_a log p(a; α) + max_β E_b log p(b; β) the optimum of L + c is 0, reached iff the family of S cannot tell
 * T(A) from B. S is evaluated once, on [T(a); b] stacked.
 *
 * <p>References: Usman, Sud, Dufour, Saenko, "Log-Likelihood Ratio Minimizing Flows", NeurIPS 2020, equation 3.
 */
public final class LogLikelihoodRatio implements Objective {
    private static final long serialVersionUID = 1;

    /** The name of T's parameters in {@link #models}. */
    public static final String TRANSFORM = "transform";
    /** The name of S' parameters in {@link #models}. */
    public static final String DENSITY = "density";

    private final Bijector transform;
    private final Distribution density;

    private final @Nullable Discrepancy added;

    private LogLikelihoodRatio(Bijector transform, Distribution density, @Nullable Discrepancy added) {
        this.transform = transform;
        this.density = density;
        this.added = added;
    }

    /**
     * The loss of T and S.
     *
     * @throws IllegalArgumentException if their dimensions differ
     */
    public static LogLikelihoodRatio of(Bijector transform, Distribution density) {
        if (transform.dimension() != density.dimension()) {
            throw new IllegalArgumentException("Expected T and S of one dimension; found " + transform.dimension()
                    + " and " + density.dimension());
        }
        return new LogLikelihoodRatio(transform, density, null);
    }

    /** This loss and a discrepancy of T(A) and B, which is one more term of the total. */
    public LogLikelihoodRatio plus(Discrepancy discrepancy) {
        return new LogLikelihoodRatio(transform, density, discrepancy);
    }

    @Override
    public int dimension() {
        return transform.dimension();
    }

    @Override
    public List<Model> models() {
        return List.of(new Model(TRANSFORM, transform.parameterSpec()), new Model(DENSITY, density.parameterSpec()));
    }

    @Override
    public String[] termNames() {
        return added == null
                ? new String[] {"sourceNll", "targetNll", "logDet", "total"}
                : new String[] {"sourceNll", "targetNll", "logDet", added.name(), "total"};
    }

    @Override
    public int kernelRows(int batchSize) {
        return 2 * batchSize;
    }

    @Override
    public Bound bind(Binding binding) {
        return new Pairs(binding);
    }

    private final class Pairs implements Bound {
        private final Kernels kernels;
        private final int n;
        private final Bijector.Bound t;
        private final Distribution.Bound s;
        private final Matrix stacked;
        private final Matrix mapped;
        private final Matrix target;
        private final Matrix logDet;
        private final Matrix logProb;
        private final Matrix sourceLogProb;
        private final Matrix targetLogProb;
        private final Matrix logDetGradient;
        private final Matrix logProbGradient;
        private final Discrepancy.@Nullable Bound distance;
        private final String[] names = termNames();
        private int step;
        private Matrix stackedGradient;
        private Matrix mappedGradient;

        Pairs(Binding binding) {
            kernels = binding.kernels();
            n = binding.batchSize();
            Binding both = binding.withBatchSize(2 * n);
            t = transform.bind(binding.part(0, transform.parameterSpec()));
            s = density.bind(both.part(transform.parameterSpec().size(), density.parameterSpec()));
            stacked = both.buffer(dimension());
            mapped = stacked.rows(0, n);
            target = stacked.rows(n, 2 * n);
            logDet = binding.buffer(1);
            logProb = both.buffer(1);
            sourceLogProb = logProb.rows(0, n);
            targetLogProb = logProb.rows(n, 2 * n);
            logDetGradient = binding.buffer(1);
            logProbGradient = both.buffer(1);
            distance = added == null ? null : added.bind(kernels, n, dimension());
            kernels.fill(logDetGradient, -1.0 / n);
            kernels.fill(logProbGradient, -1.0 / n);
            stackedGradient = stacked;
            mappedGradient = mapped;
        }

        @Override
        public void initialise(Matrix a, Matrix b, RandomGenerator random) {
            t.initialise(a, random);
            t.prepare();
            stack(a, b);
            s.initialise(stacked, random);
            s.prepare();
        }

        @Override
        public void prepare() {
            t.prepare();
            s.prepare();
        }

        @Override
        public void step(int number) {
            step = number;
        }

        private void stack(Matrix a, Matrix b) {
            kernels.fill(logDet, 0);
            kernels.copy(t.forward(a, logDet), mapped);
            kernels.copy(b, target);
        }

        @Override
        public LossTerms forward(Matrix a, Matrix b) {
            stack(a, b);
            kernels.fill(logProb, 0);
            s.logProb(stacked, logProb);
            double sourceNll = -kernels.sum(sourceLogProb) / n;
            double targetNll = -kernels.sum(targetLogProb) / n;
            double meanLogDet = kernels.sum(logDet) / n;
            double ratio = sourceNll + targetNll - meanLogDet;
            if (distance == null) {
                return LossTerms.of(names, sourceNll, targetNll, meanLogDet, ratio);
            }
            double apart = distance.forward(step, mapped, target);
            return LossTerms.of(names, sourceNll, targetNll, meanLogDet, apart, ratio + apart);
        }

        @Override
        public void backward() {
            Matrix gradient = s.backward(logProbGradient);
            if (gradient != stackedGradient) {
                stackedGradient = gradient;
                mappedGradient = gradient.rows(0, n);
            }
            if (distance != null) {
                distance.backward(mappedGradient);
            }
            t.backward(mappedGradient, logDetGradient);
        }

        @Override
        public void rowTerms(int row, double[] terms) {
            terms[0] = -sourceLogProb.value(row, 0);
            terms[1] = -targetLogProb.value(row, 0);
            terms[2] = logDet.value(row, 0);
            double ratio = terms[0] + terms[1] - terms[2];
            if (distance != null) {
                terms[3] = distance.row(row);
                ratio += terms[3];
            }
            terms[terms.length - 1] = ratio;
        }
    }
}
