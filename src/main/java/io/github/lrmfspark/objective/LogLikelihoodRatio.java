package io.github.lrmfspark.objective;

import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.Distribution;
import io.github.lrmfspark.flow.TransformedDistribution;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The log-likelihood ratio of T(A) and B under a shared density p, to be minimised over T and p together:
 *
 * <pre>
 *   L = sourceNll + targetNll − logDet
 *   sourceNll = −E_a log p(T(a)),   targetNll = −E_b log p(b),   logDet = E_a log|det ∂T(a)/∂a|
 * </pre>
 *
 * <p>With c = max_α E_a log p(a; α) + max_β E_b log p(b; β) the optimum of L + c is 0, reached iff the family
 * of p cannot tell T(A) from B. Gaussian p and affine T: iff means and covariances agree. For p of unlimited
 * capacity, min over p of L + c is 2 JSD(T(A), B), twice the Jensen–Shannon divergence, from 0 to 2 log 2 ≈
 * 1.386 nats.
 *
 * <p>This is no game: T and p both go down one loss, with gradients
 *
 * <pre>
 *   dlog p = −1 / N for each of the 2 N rows,   dlogDet = −1 / N
 *   dT(a)_n = −1 / N ∂log p(T(a)_n)/∂T(a)_n,    dp's parameters from both halves
 * </pre>
 *
 * <p>p is evaluated once, on [T(a); b] stacked, 2 N rows; T once, on N rows. The flat vector has T's parameters
 * and then p's. {@link #plus Terms} are added to the total; each sees T(a), b, their latents under p and
 * log|det ∂T/∂a|.
 *
 * <p>Where the domains lie far apart the gradient in T vanishes, in the paper's study of mixtures in one
 * dimension like exp(−(0.6 μ − 1.2)²) in their distance μ. So standardise both domains, and match moments
 * first.
 *
 * <p>The loss of a batch is noise beside the gap: report it on a fixed held-out set ({@link LossEvaluator}).
 *
 * <p>References: Usman, Sud, Dufour, Saenko, "Log-Likelihood Ratio Minimizing Flows", NeurIPS 2020, equation 3.
 */
public final class LogLikelihoodRatio implements Objective {
    private static final long serialVersionUID = 1;

    /** The name of T's parameters in {@link #models}. */
    public static final String TRANSFORM = "transform";
    /** The name of p's parameters in {@link #models}. */
    public static final String DENSITY = "density";

    private final Bijector transform;
    private final Distribution density;
    private final ArrayList<Term> added;

    private LogLikelihoodRatio(Bijector transform, Distribution density, List<Term> added) {
        this.transform = transform;
        this.density = density;
        this.added = new ArrayList<>(added);
    }

    /**
     * The loss of T and p.
     *
     * @param transform T, from the source to the target
     * @param density p, of T(A) and B
     * @return the loss, without further terms
     * @throws IllegalArgumentException if their dimensions differ
     */
    public static LogLikelihoodRatio of(Bijector transform, Distribution density) {
        if (transform.dimension() != density.dimension()) {
            throw new IllegalArgumentException("Expected T and p of one dimension; found " + transform.dimension()
                    + " and " + density.dimension());
        }
        return new LogLikelihoodRatio(transform, density, List.of());
    }

    /**
     * This loss and one more term of the total.
     *
     * @param term with its weight in it
     * @return the longer loss, whose {@link #termNames} have the term before the total
     * @throws IllegalArgumentException if it has a term of that name
     */
    public LogLikelihoodRatio plus(Term term) {
        if (List.of(termNames()).contains(term.name())) {
            throw new IllegalArgumentException(
                    "Expected terms of different names; found two of the name " + term.name());
        }
        List<Term> more = new ArrayList<>(added);
        more.add(term);
        return new LogLikelihoodRatio(transform, density, more);
    }

    @Override
    public int dimension() {
        return transform.dimension();
    }

    @Override
    public List<Model> models() {
        return List.of(new Model(TRANSFORM, transform.parameterSpec()), new Model(DENSITY, density.parameterSpec()));
    }

    /** {@return sourceNll, targetNll, logDet, the added terms in their order, total} */
    @Override
    public String[] termNames() {
        return Stream.of(
                        Stream.of(LossTerms.SOURCE_NLL, LossTerms.TARGET_NLL, LossTerms.LOG_DET),
                        added.stream().map(Term::name),
                        Stream.of(LossTerms.TOTAL))
                .flatMap(names -> names)
                .toArray(String[]::new);
    }

    /** {@inheritDoc} These are 2 N, since p sees T(a) and b in one batch. */
    @Override
    public int kernelRows(int batchSize) {
        return 2 * batchSize;
    }

    @Override
    public Computation bind(Binding binding) {
        return new Pairs(binding);
    }

    /**
     * T on N rows, p on 2 N. x is [T(a); b], which T's output and b are copied into; z and dx are p's own
     * buffers, and hold from {@code forward} to {@code backward}.
     */
    private final class Pairs implements Computation {
        private final Kernels kernels;
        private final int n;
        private final Bijector.Computation t;
        private final Distribution.Computation p;
        private final Term.Computation[] terms;
        private final Stacked x;
        private final Stacked logProb;
        private final Matrix logDet;
        private final Matrix logDetGradient;
        private final Matrix logProbGradient;
        private final String[] names = termNames();
        private int step;
        private Stacked z;
        private Stacked dz;
        private Stacked dx;

        Pairs(Binding binding) {
            kernels = binding.kernels();
            n = binding.batchSize();
            Binding both = binding.withBatchSize(2 * n);
            t = transform.bind(binding.part(0, transform.parameterSpec()));
            p = density.bind(both.part(transform.parameterSpec().size(), density.parameterSpec()));
            terms = added.stream()
                    .map(term -> term.bind(kernels, n, dimension()))
                    .toArray(Term.Computation[]::new);
            x = Stacked.of(both.buffer(dimension()));
            logProb = Stacked.of(both.buffer(1));
            logDet = binding.buffer(1);
            logDetGradient = binding.buffer(1);
            logProbGradient = both.buffer(1);
            kernels.fill(logProbGradient, -1.0 / n);
            z = x;
            dz = x;
            dx = x;
        }

        /**
         * T from a; then p from [T(a); b] with T as it has started, so that p's layers that start from data see
         * both halves.
         */
        @Override
        public void initialise(Matrix a, Matrix b, RandomGenerator random) {
            t.initialise(a, random);
            t.prepare();
            stack(a, b);
            p.initialise(x.whole(), random);
            p.prepare();
        }

        @Override
        public void prepare() {
            t.prepare();
            p.prepare();
        }

        @Override
        public void step(int number) {
            step = number;
        }

        /** x = [T(a); b], and log|det ∂T(a)/∂a| [N, 1]. */
        private void stack(Matrix a, Matrix b) {
            kernels.fill(logDet, 0);
            kernels.copy(t.forward(a, logDet), x.source());
            kernels.copy(b, x.target());
        }

        @Override
        public LossTerms forward(Matrix a, Matrix b) {
            stack(a, b);
            kernels.fill(logProb.whole(), 0);
            p.logProb(x.whole(), logProb.whole());
            double[] values = new double[names.length];
            values[0] = -kernels.sum(logProb.source()) / n;
            values[1] = -kernels.sum(logProb.target()) / n;
            values[2] = kernels.sum(logDet) / n;
            double total = values[0] + values[1] - values[2];
            if (terms.length > 0) {
                Term.Pass pass = pass();
                for (int k = 0; k < terms.length; k++) {
                    values[3 + k] = terms[k].forward(step, pass);
                    total += values[3 + k];
                }
            }
            values[names.length - 1] = total;
            return LossTerms.of(names, values);
        }

        /** What the terms see. A p without a latent, such as a mixture, has x itself in its place. */
        private Term.Pass pass() {
            z = p instanceof TransformedDistribution.Computation f ? z.orOf(f.latent()) : x;
            return new Term.Pass(x.source(), x.target(), logDet, z.source(), z.target());
        }

        /**
         * p first, with what terms add in z; then what they add in T(a) and logDet; then T. The lower half of
         * dx, the gradient in b, is left where it is.
         */
        @Override
        public void backward() {
            dx = dx.orOf(backwardThroughDensity());
            kernels.fill(logDetGradient, -1.0 / n);
            for (Term.Computation term : terms) {
                term.backwardMapped(dx.source());
                term.backwardLogDet(logDetGradient);
            }
            t.backward(dx.source(), logDetGradient);
        }

        /** dx [2 N, D]. Without a latent the terms' gradient in it is one in x, and is added there. */
        private Matrix backwardThroughDensity() {
            if (p instanceof TransformedDistribution.Computation f) {
                return f.backwardFromLatent(withTerms(f.backwardToLatent(logProbGradient)), logProbGradient);
            }
            return withTerms(p.backward(logProbGradient));
        }

        /** dz of the likelihoods, to which the terms have added theirs. */
        private Matrix withTerms(Matrix latentGradient) {
            dz = dz.orOf(latentGradient);
            for (Term.Computation term : terms) {
                term.backwardLatents(dz.source(), dz.target());
            }
            return latentGradient;
        }

        /** The three likelihoods of pair n, what the terms have of its row, and their sum. */
        @Override
        public void rowTerms(int row, double[] values) {
            values[0] = -logProb.source().value(row, 0);
            values[1] = -logProb.target().value(row, 0);
            values[2] = logDet.value(row, 0);
            double total = values[0] + values[1] - values[2];
            for (int k = 0; k < terms.length; k++) {
                values[3 + k] = terms[k].row(row);
                total += values[3 + k];
            }
            values[names.length - 1] = total;
        }
    }
}
