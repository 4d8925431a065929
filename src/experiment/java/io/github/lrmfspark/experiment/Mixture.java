package io.github.lrmfspark.experiment;

import io.github.lrmfspark.flow.ActNorm;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.Chain;
import io.github.lrmfspark.flow.Distribution;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.flow.ParameterSpec;
import io.github.lrmfspark.flow.StandardNormal;
import io.github.lrmfspark.flow.TransformedDistribution;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * p(x) = Σ_k w_k p_k(x), with weights w = softmax(logits) that are trained beside the components.
 *
 * <pre>
 *   log p(x) = log Σ_k exp(log w_k + log p_k(x)),    r_nk = w_k p_k(x_n) / p(x_n)
 *   dlogit_k = Σ_n r_nk dLogProb_n − w_k Σ_n dLogProb_n
 *   dx_n     = dLogProb_n Σ_k r_nk ∂log p_k(x_n)/∂x_n
 * </pre>
 *
 * <p>r_nk is the responsibility of component k for row n. Component k is trained as on rows weighted by its r:
 * EM's M step sets that gradient to zero, here an optimiser follows it. The sum is taken relative to its
 * largest term, so that no p_k underflows.
 *
 * <p>The flat vector has {@code logits} [1, K], then the parameters of {@code component0}, and so on. Weights
 * start equal; one logit is superfluous, as a constant added to all changes nothing.
 *
 * <p>Each component starts from the rows nearest to a centre of its own. Centres are rows drawn as k-means++
 * draws them: with probabilities in proportion to the squared distance from the nearest centre so far.
 *
 * <p>A pass costs one of each component, on all N rows.
 *
 * <p>References: Bishop, "Pattern Recognition and Machine Learning", 2006, section 9.2; Arthur, Vassilvitskii,
 * "k-means++", SODA 2007.
 */
public final class Mixture implements Distribution {
    private static final long serialVersionUID = 1;

    private final ArrayList<Distribution> components;
    private final ParameterSpec spec;

    private Mixture(List<? extends Distribution> components) {
        this.components = new ArrayList<>(components);
        ParameterSpec all = ParameterSpec.EMPTY.and("logits", 1, components.size());
        for (int k = 0; k < components.size(); k++) {
            all = all.and("component" + k, components.get(k).parameterSpec());
        }
        this.spec = all;
    }

    /**
     * The mixture of these densities.
     *
     * @param components p_1 … p_K
     * @return the density
     * @throws IllegalArgumentException if there is none or their dimensions differ
     */
    public static Mixture of(List<? extends Distribution> components) {
        if (components.stream().mapToInt(Distribution::dimension).distinct().count() != 1) {
            throw new IllegalArgumentException("Expected densities of one dimension; found "
                    + components.stream().map(Distribution::dimension).toList());
        }
        return new Mixture(components);
    }

    /** A mixture of so many Gaussians, each with a free mean and a full covariance. */
    public static Mixture ofGaussians(int dimension, int components) {
        return of(Stream.generate(() -> TransformedDistribution.of(
                        Chain.of(ActNorm.of(dimension), LuLinear.of(dimension)), StandardNormal.of(dimension)))
                .limit(components)
                .toList());
    }

    @Override
    public int dimension() {
        return components.get(0).dimension();
    }

    @Override
    public ParameterSpec parameterSpec() {
        return spec;
    }

    @Override
    public Distribution.Computation bind(Binding binding) {
        return new Weighted(binding);
    }

    /**
     * w and log w hold from one {@code prepare} to the next; {@code joint}, log p_k, and the responsibilities,
     * all [N, K], from a {@code logProb} to its {@code backward}.
     */
    private final class Weighted implements Distribution.Computation {
        private final Kernels kernels;
        private final List<Distribution.Computation> bound = new ArrayList<>();
        private final Matrix logits;
        private final Matrix logitsGradient;
        private final Matrix weights;
        private final Matrix logWeights;
        private final Matrix joint;
        private final Matrix responsibility;
        private final Matrix dJoint;
        private final Matrix dx;
        private final Matrix total;
        private final Matrix[] jointOf;
        private final Matrix[] dJointOf;

        Weighted(Binding binding) {
            int k = components.size();
            kernels = binding.kernels();
            logits = binding.values().matrix("logits");
            logitsGradient = binding.gradient().matrix("logits");
            weights = Matrix.zeros(kernels.type(), 1, k);
            logWeights = Matrix.zeros(kernels.type(), 1, k);
            total = Matrix.zeros(kernels.type(), 1, 1);
            joint = binding.buffer(k);
            responsibility = binding.buffer(k);
            dJoint = binding.buffer(k);
            dx = binding.buffer(dimension());
            jointOf = new Matrix[k];
            dJointOf = new Matrix[k];
            int offset = k;
            for (int i = 0; i < k; i++) {
                ParameterSpec part = components.get(i).parameterSpec();
                bound.add(components.get(i).bind(binding.part(offset, part)));
                offset += part.size();
                jointOf[i] = joint.columns(i, i + 1);
                dJointOf[i] = dJoint.columns(i, i + 1);
            }
            prepareWeights();
        }

        /**
         * Equal weights, and component k from the N / K rows nearest to its centre, repeated until they are N:
         * a batch has the size that was bound. Needs K sorts of N distances, once per training.
         */
        @Override
        public void initialise(Matrix x, RandomGenerator random) {
            kernels.fill(logits, 0);
            Matrix own = Matrix.zeros(kernels.type(), x.rows(), x.columns());
            int share = Math.max(1, x.rows() / components.size());
            double[] distance = new double[x.rows()];
            Arrays.fill(distance, 1);
            for (Distribution.Computation component : bound) {
                int centre = draw(distance, random);
                int[] nearest = nearest(x, centre);
                for (int i = 0; i < x.rows(); i++) {
                    for (int j = 0; j < x.columns(); j++) {
                        own.put(i, j, x.value(nearest[i % share], j));
                    }
                }
                component.initialise(own, random);
                for (int i = 0; i < x.rows(); i++) {
                    double toCentre = squaredDistance(x, centre, i);
                    distance[i] = component == bound.get(0) ? toCentre : Math.min(distance[i], toCentre);
                }
            }
        }

        /** A row, by probabilities in proportion to {@code weights}; the first if all of them are 0. */
        private static int draw(double[] weights, RandomGenerator random) {
            double left = random.nextDouble() * Arrays.stream(weights).sum();
            int row = 0;
            while (row < weights.length - 1 && (left -= weights[row]) > 0) {
                row++;
            }
            return row;
        }

        /** All rows of x, from the nearest to the given one on. */
        private int[] nearest(Matrix x, int row) {
            return IntStream.range(0, x.rows())
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> squaredDistance(x, row, i)))
                    .mapToInt(i -> i)
                    .toArray();
        }

        /** ‖x_a − x_b‖². */
        private static double squaredDistance(Matrix x, int a, int b) {
            double sum = 0;
            for (int j = 0; j < x.columns(); j++) {
                double difference = x.value(a, j) - x.value(b, j);
                sum += difference * difference;
            }
            return sum;
        }

        @Override
        public void prepare() {
            prepareWeights();
            bound.forEach(Distribution.Computation::prepare);
        }

        /** w_k = e^{logit_k} / Σ_j e^{logit_j}, and log w_k = logit_k − log Σ_j e^{logit_j}. */
        private void prepareWeights() {
            kernels.fill(total, 0);
            kernels.logSumExp(logits, total, weights);
            for (int k = 0; k < components.size(); k++) {
                logWeights.put(0, k, logits.value(0, k) - total.value(0, 0));
            }
        }

        @Override
        public void logProb(Matrix x, Matrix logProb) {
            kernels.fill(joint, 0);
            for (int k = 0; k < jointOf.length; k++) {
                bound.get(k).logProb(x, jointOf[k]);
            }
            kernels.addBias(joint, logWeights);
            kernels.logSumExp(joint, logProb, responsibility);
        }

        /** ∂ log p / ∂ log p_k is the responsibility r_k, and ∂ log p / ∂ logit_k = r_k − w_k. */
        @Override
        public Matrix backward(Matrix dLogProb) {
            kernels.scaleRows(responsibility, dLogProb, dJoint);
            kernels.columnSums(dJoint, logitsGradient);
            kernels.add(-kernels.sum(dLogProb), weights, logitsGradient);
            kernels.fill(dx, 0);
            for (int k = 0; k < dJointOf.length; k++) {
                kernels.add(1, bound.get(k).backward(dJointOf[k]), dx);
            }
            return dx;
        }
    }
}
