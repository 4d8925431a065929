package io.github.lrmfspark.ml;

import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.RowMapper;
import io.github.lrmfspark.parquet.VectorMap;
import java.util.Arrays;

/** T with its numbers and a direction: what a task needs to map rows. */
final class TrainedMap implements VectorMap.Maker {
    private static final int BATCH_SIZE = 256;

    private final Bijector transform;
    private final float[] parameters;
    private final Direction direction;

    private TrainedMap(Bijector transform, float[] parameters, Direction direction) {
        this.transform = transform;
        this.parameters = parameters;
        this.direction = direction;
    }

    /** The numbers are those of T, or begin with them. */
    static TrainedMap of(Bijector transform, float[] parameters, Direction direction) {
        return new TrainedMap(
                transform, Arrays.copyOf(parameters, transform.parameterSpec().size()), direction);
    }

    int dimension() {
        return transform.dimension();
    }

    /** A mapper with buffers of its own, for one thread. */
    @Override
    public Mapper open() {
        return new Mapper(new RowMapper(transform, parameters, BATCH_SIZE), direction, dimension());
    }

    /** Maps rows in place, up to {@code batchSize} at a time. Not thread-safe. */
    record Mapper(RowMapper rows, Direction direction, int dimension) implements VectorMap {
        @Override
        public int batchSize() {
            return rows.batchSize();
        }

        @Override
        public void map(float[] vectors, int count) {
            direction.map(rows, vectors, count);
        }

        /** log|det| of the Jacobian at one row of the last batch. */
        double logDet(int row) {
            return rows.logDet(row);
        }
    }
}
