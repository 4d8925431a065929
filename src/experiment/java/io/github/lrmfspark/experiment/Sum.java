package io.github.lrmfspark.experiment;

import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.Parameters;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Kernels.Product;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.objective.Objective;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Two losses of the same models, added: total = total of the first + total of the second. Its terms are those of both.
 *
 * @param first has every model, and starting values for them
 * @param second has some of these models, which follow one another in the first as they do here
 */
public record Sum(Objective first, Objective second) implements Objective {

    /** @throws IllegalArgumentException if the dimensions differ, the models do not match or a term has the name of another */
    public Sum {
        if (first.dimension() != second.dimension()) {
            throw new IllegalArgumentException(
                    "Expected losses of one dimension; found " + first.dimension() + " and " + second.dimension());
        }
        if (Collections.indexOfSubList(layout(first), layout(second)) < 0) {
            throw new IllegalArgumentException(
                    "Expected a loss of some of the models " + layout(first) + "; found " + layout(second));
        }
        List<String> names = Arrays.asList(joined(first.termNames(), second.termNames()));
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("Expected terms of different names; found " + names);
        }
    }

    /** The models by name and size. */
    private static List<String> layout(Objective objective) {
        return objective.models().stream()
                .map(model -> model.name() + "[" + model.spec().size() + "]")
                .toList();
    }

    @Override
    public int dimension() {
        return first.dimension();
    }

    @Override
    public List<Model> models() {
        return first.models();
    }

    @Override
    public String[] termNames() {
        return joined(first.termNames(), second.termNames());
    }

    @Override
    public int kernelRows(int batchSize) {
        return Math.max(first.kernelRows(batchSize), second.kernelRows(batchSize));
    }

    @Override
    public Objective.Computation bind(Binding binding) {
        return new Both(binding);
    }

    /** Where the numbers of the second loss begin in the flat vector. */
    private int offset() {
        int models = Collections.indexOfSubList(layout(first), layout(second));
        return first.models().subList(0, models).stream()
                .mapToInt(model -> model.spec().size())
                .sum();
    }

    /** The terms of two losses by their names, one total in place of two. */
    static LossTerms joined(String[] names, LossTerms terms, LossTerms others) {
        return LossTerms.of(names, joined(values(terms), values(others)));
    }

    private static double[] values(LossTerms terms) {
        return terms.values().values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The names of the terms of two losses, of the totals the last one. */
    static String[] joined(String[] names, String[] others) {
        String[] all = Arrays.copyOf(names, names.length + others.length - 1);
        System.arraycopy(others, 0, all, names.length - 1, others.length);
        return all;
    }

    /** The terms of two losses, and in place of the two totals their sum. */
    static double[] joined(double[] values, double[] others) {
        double[] all = Arrays.copyOf(values, values.length + others.length - 1);
        System.arraycopy(others, 0, all, values.length - 1, others.length);
        all[all.length - 1] += values[values.length - 1];
        return all;
    }

    /** The second gradient is written beside the first and then added. */
    private final class Both implements Objective.Computation {
        private final Kernels kernels;
        private final Objective.Computation one;
        private final Objective.Computation other;
        private final Matrix gradient;
        private final Matrix added;
        private final Matrix unit;
        private final String[] names = termNames();
        private final double[] terms = new double[first.termNames().length];
        private final double[] otherTerms = new double[second.termNames().length];

        Both(Binding binding) {
            kernels = binding.kernels();
            one = first.bind(binding);
            Binding part = binding.part(offset(), second.parameterSpec());
            Parameters beside =
                    Parameters.of(Nd4j.zeros(kernels.type(), second.parameterCount()), second.parameterSpec());
            other = second.bind(new Binding(kernels, binding.batchSize(), part.values(), beside));
            gradient = part.gradient().column();
            added = beside.column();
            unit = Matrix.zeros(kernels.type(), 1, 1);
            unit.put(0, 0, 1);
        }

        @Override
        public void initialise(Matrix a, Matrix b, RandomGenerator random) {
            one.initialise(a, b, random);
        }

        @Override
        public void prepare() {
            one.prepare();
            other.prepare();
        }

        @Override
        public void step(int number) {
            one.step(number);
            other.step(number);
        }

        @Override
        public LossTerms forward(Matrix a, Matrix b) {
            return joined(names, one.forward(a, b), other.forward(a, b));
        }

        @Override
        public void backward() {
            one.backward();
            other.backward();
            kernels.gemm(Product.PLAIN, added, unit, 1, gradient);
        }

        @Override
        public void rowTerms(int row, double[] all) {
            one.rowTerms(row, terms);
            other.rowTerms(row, otherTerms);
            System.arraycopy(joined(terms, otherTerms), 0, all, 0, all.length);
        }
    }
}
