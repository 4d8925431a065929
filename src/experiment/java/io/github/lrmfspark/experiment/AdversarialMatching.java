package io.github.lrmfspark.experiment;

import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.objective.Objective;
import io.github.lrmfspark.objective.Stacked;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * T as the generator of a spectral-norm GAN, against a critic D that tells T(a) from b:
 *
 * <pre>
 *   critic    = E_a max(0, 1 + D(T(a))) + E_b max(0, 1 − D(b)),   which D minimises
 *   generator = −E_a D(T(a)),                                     which T minimises
 * </pre>
 *
 * <p>A game, not one loss: the gradient of either model is that of its own term, and {@code total}, their sum, is minimised by
 * neither and says nothing of how near the end is. A critic term of 2 is that of a critic that cannot tell the domains apart.
 *
 * <p>Both move in every step; T's smaller learning rate is what lets D keep up. Momentum drives the two round each other: train
 * by Adam with β₁ = 0.
 *
 * <p>References: Miyato, Kataoka, Koyama, Yoshida, "Spectral normalization for generative adversarial networks", ICLR 2018,
 * equations 16 and 17; Heusel, Ramsauer, Unterthiner, Nessler, Hochreiter, "GANs trained by a two time-scale update rule
 * converge to a local Nash equilibrium", NeurIPS 2017.
 *
 * @param transform T
 * @param hidden units in either hidden layer of D
 */
public record AdversarialMatching(Bijector transform, int hidden) implements Objective {
    /** The name of D's parameters in {@link #models}. */
    public static final String CRITIC = "critic";

    public AdversarialMatching {
        if (hidden < 1) {
            throw new IllegalArgumentException("Expected at least one hidden unit in the critic; found " + hidden);
        }
    }

    private Critic critic() {
        return new Critic(dimension(), hidden);
    }

    @Override
    public int dimension() {
        return transform.dimension();
    }

    @Override
    public List<Model> models() {
        return List.of(
                new Model(LogLikelihoodRatio.TRANSFORM, transform.parameterSpec()),
                new Model(CRITIC, critic().parameterSpec()));
    }

    @Override
    public String[] termNames() {
        return new String[] {"critic", "generator", LossTerms.TOTAL};
    }

    @Override
    public int kernelRows(int batchSize) {
        return 2 * batchSize;
    }

    @Override
    public Objective.Computation bind(Binding binding) {
        return new Game(binding);
    }

    private final class Game implements Objective.Computation {
        private final Kernels kernels;
        private final int n;
        private final Bijector.Computation t;
        private final Critic.Computation d;
        private final Stacked x;
        private final Stacked scoreGradient;
        private final Matrix logDet;
        private final Matrix logDetGradient;
        private final String[] names = termNames();
        private Stacked score;
        private Stacked dx;

        Game(Binding binding) {
            kernels = binding.kernels();
            n = binding.batchSize();
            Binding both = binding.withBatchSize(2 * n);
            t = transform.bind(binding.part(0, transform.parameterSpec()));
            d = critic().bind(both.part(transform.parameterSpec().size(), critic().parameterSpec()));
            x = Stacked.of(both.buffer(dimension()));
            scoreGradient = Stacked.of(both.buffer(1));
            logDet = binding.buffer(1);
            logDetGradient = binding.buffer(1);
            score = scoreGradient;
            dx = x;
        }

        @Override
        public void initialise(Matrix a, Matrix b, RandomGenerator random) {
            t.initialise(a, random);
            d.initialise(random);
        }

        @Override
        public void prepare() {
            t.prepare();
            d.prepare();
        }

        @Override
        public LossTerms forward(Matrix a, Matrix b) {
            kernels.copy(t.forward(a, logDet), x.source());
            kernels.copy(b, x.target());
            score = score.orOf(d.forward(x.whole()));
            double critic = 0;
            for (int i = 0; i < n; i++) {
                critic += hinge(i) / n;
            }
            double generator = -kernels.sum(score.source()) / n;
            return LossTerms.of(names, critic, generator, critic + generator);
        }

        private double hinge(int row) {
            return Math.max(0, 1 + score.source().value(row, 0))
                    + Math.max(0, 1 - score.target().value(row, 0));
        }

        /** D's backward pass for T's loss comes first: the one for its own loss then writes D's gradient over it. */
        @Override
        @SuppressWarnings("CheckReturnValue") // the gradients in a and of the critic's loss in T(a) and b
        public void backward() {
            kernels.fill(scoreGradient.source(), -1.0 / n);
            kernels.fill(scoreGradient.target(), 0);
            dx = dx.orOf(d.backward(scoreGradient.whole()));
            t.backward(dx.source(), logDetGradient);
            for (int i = 0; i < n; i++) {
                scoreGradient.source().put(i, 0, score.source().value(i, 0) > -1 ? 1.0 / n : 0);
                scoreGradient.target().put(i, 0, score.target().value(i, 0) < 1 ? -1.0 / n : 0);
            }
            d.backward(scoreGradient.whole());
        }

        @Override
        public void rowTerms(int row, double[] terms) {
            terms[0] = hinge(row);
            terms[1] = -score.source().value(row, 0);
            terms[2] = terms[0] + terms[1];
        }
    }
}
