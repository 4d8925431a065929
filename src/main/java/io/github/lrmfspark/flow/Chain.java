package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * f = f_k ∘ … ∘ f_1: the first bijector is applied first. log|det| is the sum of the parts'.
 *
 * <pre>
 *   h_0 = x,   h_i = f_i(h_{i−1}),   y = h_k,      log|det ∂y/∂x| = Σ_i log|det ∂h_i/∂h_{i−1}|
 *   f⁻¹ = f_1⁻¹ ∘ … ∘ f_k⁻¹,                       dh_{i−1} from dh_i, for i = k … 1
 * </pre>
 *
 * <p>Every h_i stays in the buffer of the map that gave it until the backward pass is through, so nothing is
 * computed twice and a chain of k maps holds k matrices [N, D] in either direction.
 *
 * <p>The flat vector has the parts' parameters one after another. Their blocks are named by position and class,
 * such as {@code 2-AffineCoupling/weight0}; a map without parameters counts in the positions.
 *
 * <p>References: Papamakarios et al., "Normalizing Flows for Probabilistic Modeling and Inference", JMLR 2021.
 */
public final class Chain implements Bijector {
    private static final long serialVersionUID = 1;

    private final ArrayList<Bijector> parts;
    private final ParameterSpec spec;

    private Chain(List<? extends Bijector> parts) {
        this.parts = new ArrayList<>(parts);
        Map<String, ParameterSpec> specs = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            specs.put(
                    i + "-" + parts.get(i).getClass().getSimpleName(),
                    parts.get(i).parameterSpec());
        }
        this.spec = ParameterSpec.of(specs);
    }

    /**
     * These maps, one after another.
     *
     * @param parts f_1 … f_k, the first of which is applied first
     * @return their composition
     * @throws IllegalArgumentException if there is none or their dimensions differ
     */
    public static Chain of(Bijector... parts) {
        return of(List.of(parts));
    }

    /**
     * These maps, one after another.
     *
     * @param parts f_1 … f_k, the first of which is applied first
     * @return their composition
     * @throws IllegalArgumentException if there is none or their dimensions differ
     */
    public static Chain of(List<? extends Bijector> parts) {
        if (parts.isEmpty()
                || parts.stream().mapToInt(Bijector::dimension).distinct().count() > 1) {
            throw new IllegalArgumentException("Expected maps of one dimension; found "
                    + parts.stream().map(Bijector::dimension).toList());
        }
        return new Chain(parts);
    }

    @Override
    public int dimension() {
        return parts.get(0).dimension();
    }

    @Override
    public ParameterSpec parameterSpec() {
        return spec;
    }

    @Override
    public Computation bind(Binding binding) {
        List<Computation> bound = new ArrayList<>();
        int offset = 0;
        for (Bijector part : parts) {
            bound.add(part.bind(binding.part(offset, part.parameterSpec())));
            offset += part.parameterSpec().size();
        }
        return new Composed(List.copyOf(bound), binding.buffer(1));
    }

    /**
     * The bound parts.
     *
     * @param parts in the order of {@code forward}
     * @param ignored [N, 1], which takes the log|det|s of {@code initialise}; nothing reads it
     */
    private record Composed(List<Computation> parts, Matrix ignored) implements Computation {

        /**
         * Part by part: each one starts from the sample as the maps before it, already started, leave it. So an
         * {@link ActNorm} in the middle sees the data that will reach it.
         */
        @Override
        public void initialise(Matrix x, RandomGenerator random) {
            Matrix h = x;
            for (Computation part : parts) {
                part.initialise(h, random);
                part.prepare();
                h = part.forward(h, ignored);
            }
        }

        @Override
        public void prepare() {
            for (Computation part : parts) {
                part.prepare();
            }
        }

        @Override
        public Matrix forward(Matrix x, Matrix logDet) {
            Matrix h = x;
            for (Computation part : parts) {
                h = part.forward(h, logDet);
            }
            return h;
        }

        @Override
        public Matrix backward(Matrix dy, Matrix dLogDet) {
            Matrix g = dy;
            for (int i = parts.size() - 1; i >= 0; i--) {
                g = parts.get(i).backward(g, dLogDet);
            }
            return g;
        }

        @Override
        public Matrix inverse(Matrix y, Matrix logDet) {
            Matrix h = y;
            for (int i = parts.size() - 1; i >= 0; i--) {
                h = parts.get(i).inverse(h, logDet);
            }
            return h;
        }

        @Override
        public Matrix inverseBackward(Matrix dx, Matrix dLogDet) {
            Matrix g = dx;
            for (Computation part : parts) {
                g = part.inverseBackward(g, dLogDet);
            }
            return g;
        }
    }
}
