package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** f = f_k ∘ … ∘ f_1: the first bijector is applied first. log|det| is the sum of the parts'. */
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

    public static Chain of(Bijector... parts) {
        return of(List.of(parts));
    }

    /**
     * These maps, one after another.
     *
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

    private record Composed(List<Computation> parts, Matrix ignored) implements Computation {

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
