package io.github.lrmfspark.experiment;

import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.Distribution;
import io.github.lrmfspark.flow.Inverse;
import io.github.lrmfspark.flow.ParameterSpec;
import io.github.lrmfspark.flow.Parameters;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.objective.Objective;
import java.util.List;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The log-likelihood ratio of T(A) and B under p, and that of T⁻¹(B) and A under a density p′ of its own:
 *
 * <pre>
 *   total = L(T, p; A, B) + L(T⁻¹, p′; B, A)
 * </pre>
 *
 * <p>T serves both, so its gradient is the sum of both ways. The terms of the way back have a name that begins with "inverse".
 *
 * <p>References: Usman, Sud, Dufour, Saenko, "Log-Likelihood Ratio Minimizing Flows", NeurIPS 2020.
 */
public final class BothDirections implements Objective {
    private static final long serialVersionUID = 1;

    /** The name of p′'s parameters in {@link #models}. */
    public static final String INVERSE_DENSITY = "inverseDensity";

    private final LogLikelihoodRatio there;
    private final LogLikelihoodRatio back;

    private BothDirections(LogLikelihoodRatio there, LogLikelihoodRatio back) {
        this.there = there;
        this.back = back;
    }

    /**
     * The loss of T, p and p′.
     *
     * @throws IllegalArgumentException if their dimensions differ
     */
    public static BothDirections of(Bijector transform, Distribution density, Distribution inverseDensity) {
        return new BothDirections(
                LogLikelihoodRatio.of(transform, density),
                LogLikelihoodRatio.of(Inverse.of(transform), inverseDensity));
    }

    @Override
    public int dimension() {
        return there.dimension();
    }

    @Override
    public List<Model> models() {
        Model transform = there.models().get(0);
        return List.of(transform, there.models().get(1), new Model(INVERSE_DENSITY, densitySpec()));
    }

    private ParameterSpec densitySpec() {
        return back.models().get(1).spec();
    }

    @Override
    public String[] termNames() {
        String[] inverse = back.termNames();
        for (int k = 0; k < inverse.length - 1; k++) {
            inverse[k] = "inverse" + Character.toUpperCase(inverse[k].charAt(0)) + inverse[k].substring(1);
        }
        return Sum.joined(there.termNames(), inverse);
    }

    @Override
    public int kernelRows(int batchSize) {
        return there.kernelRows(batchSize);
    }

    @Override
    public Computation bind(Binding binding) {
        return new ThereAndBack(binding);
    }

    /** The way back has a vector of its own, [T | p′], into which T's numbers are copied, and out of which the gradient is added. */
    private final class ThereAndBack implements Computation {
        private final Kernels kernels;
        private final Computation forth;
        private final Computation inverse;
        private final Slice transform;
        private final Slice density;
        private final String[] names = termNames();
        private final double[] forthTerms = new double[there.termNames().length];
        private final double[] inverseTerms = new double[back.termNames().length];

        ThereAndBack(Binding binding) {
            kernels = binding.kernels();
            forth = there.bind(binding.part(0, there.parameterSpec()));
            ParameterSpec spec = back.parameterSpec();
            kernels.reserve(spec.size());
            Parameters values = Parameters.of(Nd4j.zeros(kernels.type(), spec.size()), spec);
            Parameters gradient = Parameters.of(Nd4j.zeros(kernels.type(), spec.size()), spec);
            Binding own = new Binding(kernels, binding.batchSize(), values, gradient);
            inverse = back.bind(own);
            ParameterSpec ofTransform = there.models().get(0).spec();
            transform = new Slice(binding.part(0, ofTransform), own.part(0, ofTransform));
            density = new Slice(
                    binding.part(there.parameterCount(), densitySpec()), own.part(ofTransform.size(), densitySpec()));
        }

        @Override
        public void initialise(Matrix a, Matrix b, RandomGenerator random) {
            forth.initialise(a, b, random);
            inverse.initialise(b, a, random);
            kernels.copy(density.ownValues, density.values);
        }

        @Override
        public void prepare() {
            kernels.copy(transform.values, transform.ownValues);
            kernels.copy(density.values, density.ownValues);
            forth.prepare();
            inverse.prepare();
        }

        @Override
        public void step(int number) {
            forth.step(number);
            inverse.step(number);
        }

        @Override
        public LossTerms forward(Matrix a, Matrix b) {
            return Sum.joined(names, forth.forward(a, b), inverse.forward(b, a));
        }

        @Override
        public void backward() {
            forth.backward();
            inverse.backward();
            kernels.add(1, transform.ownGradient, transform.gradient);
            kernels.copy(density.ownGradient, density.gradient);
        }

        @Override
        public void rowTerms(int row, double[] terms) {
            forth.rowTerms(row, forthTerms);
            inverse.rowTerms(row, inverseTerms);
            double[] all = Sum.joined(forthTerms, inverseTerms);
            System.arraycopy(all, 0, terms, 0, all.length);
        }
    }

    /** One model's numbers and gradient, in the common vector and in the one of the way back, as columns [P, 1]. */
    private static final class Slice {
        final Matrix values;
        final Matrix gradient;
        final Matrix ownValues;
        final Matrix ownGradient;

        Slice(Binding common, Binding own) {
            values = common.values().column();
            gradient = common.gradient().column();
            ownValues = own.values().column();
            ownGradient = own.gradient().column();
        }
    }
}
