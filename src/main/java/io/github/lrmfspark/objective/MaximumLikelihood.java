package io.github.lrmfspark.objective;

import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.Distribution;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The negative log-likelihood of a density of A and, apart from it, of one of B; neither sees the other's rows:
 *
 * <pre>
 *   total = sourceNll + targetNll = −c
 *   sourceNll = −E_a log p(a; α),   targetNll = −E_b log p(b; β)
 * </pre>
 *
 * <p>Its minimum over α and β is the −c that bounds {@link LogLikelihoodRatio} from below, where both densities
 * are of p's family. Both are trained in one loss for the sake of one set of steps; their gradients do not
 * meet, dlog p = −1 / N for every row of either.
 *
 * <p>The flat vector has α and then β. A step costs one pass of either density on N rows, and back.
 *
 * <p>References: Usman, Sud, Dufour, Saenko, "Log-Likelihood Ratio Minimizing Flows", NeurIPS 2020, section 3.
 */
public final class MaximumLikelihood implements Objective {
    private static final long serialVersionUID = 1;

    /** The name of α in {@link #models}. */
    public static final String SOURCE_DENSITY = "sourceDensity";
    /** The name of β in {@link #models}. */
    public static final String TARGET_DENSITY = "targetDensity";

    private final Distribution source;
    private final Distribution target;

    private MaximumLikelihood(Distribution source, Distribution target) {
        this.source = source;
        this.target = target;
    }

    /**
     * The loss of a density of either domain.
     *
     * @param source p(·; α), of A
     * @param target p(·; β), of B
     * @return the loss
     * @throws IllegalArgumentException if their dimensions differ
     */
    public static MaximumLikelihood of(Distribution source, Distribution target) {
        if (source.dimension() != target.dimension()) {
            throw new IllegalArgumentException(
                    "Expected densities of one dimension; found " + source.dimension() + " and " + target.dimension());
        }
        return new MaximumLikelihood(source, target);
    }

    @Override
    public int dimension() {
        return source.dimension();
    }

    @Override
    public List<Model> models() {
        return List.of(
                new Model(SOURCE_DENSITY, source.parameterSpec()), new Model(TARGET_DENSITY, target.parameterSpec()));
    }

    /** {@return sourceNll, targetNll, total} */
    @Override
    public String[] termNames() {
        return new String[] {LossTerms.SOURCE_NLL, LossTerms.TARGET_NLL, LossTerms.TOTAL};
    }

    @Override
    public int kernelRows(int batchSize) {
        return batchSize;
    }

    @Override
    public Computation bind(Binding binding) {
        int split = source.parameterSpec().size();
        return new Apart(
                binding.kernels(),
                binding.batchSize(),
                source.bind(binding.part(0, source.parameterSpec())),
                target.bind(binding.part(split, target.parameterSpec())),
                binding.buffer(1),
                binding.buffer(1),
                gradient(binding),
                termNames());
    }

    /** ∂total / ∂log p of every row: −1 / N. */
    private static Matrix gradient(Binding binding) {
        Matrix gradient = binding.buffer(1);
        binding.kernels().fill(gradient, -1.0 / binding.batchSize());
        return gradient;
    }

    /**
     * The bound densities.
     *
     * @param kernels of both
     * @param n N, the rows of a batch of either domain
     * @param source p(·; α)
     * @param target p(·; β)
     * @param sourceLogProb [N, 1], of the last {@code forward}
     * @param targetLogProb [N, 1], likewise
     * @param gradient [N, 1], −1 / N in every row, the same for both
     * @param names of the terms
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Apart(
            Kernels kernels,
            int n,
            Distribution.Computation source,
            Distribution.Computation target,
            Matrix sourceLogProb,
            Matrix targetLogProb,
            Matrix gradient,
            String[] names)
            implements Computation {

        @Override
        public void initialise(Matrix a, Matrix b, RandomGenerator random) {
            source.initialise(a, random);
            source.prepare();
            target.initialise(b, random);
            target.prepare();
        }

        @Override
        public void prepare() {
            source.prepare();
            target.prepare();
        }

        @Override
        public LossTerms forward(Matrix a, Matrix b) {
            kernels.fill(sourceLogProb, 0);
            kernels.fill(targetLogProb, 0);
            source.logProb(a, sourceLogProb);
            target.logProb(b, targetLogProb);
            double sourceNll = -kernels.sum(sourceLogProb) / n;
            double targetNll = -kernels.sum(targetLogProb) / n;
            return LossTerms.of(names, sourceNll, targetNll, sourceNll + targetNll);
        }

        @Override
        @SuppressWarnings("CheckReturnValue") // the gradient in a and b, which are data
        public void backward() {
            source.backward(gradient);
            target.backward(gradient);
        }

        @Override
        public void rowTerms(int row, double[] terms) {
            terms[0] = -sourceLogProb.value(row, 0);
            terms[1] = -targetLogProb.value(row, 0);
            terms[2] = terms[0] + terms[1];
        }
    }
}
