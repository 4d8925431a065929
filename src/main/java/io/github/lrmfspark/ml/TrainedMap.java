package io.github.lrmfspark.ml;

import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.RowMapper;
import java.io.Serializable;
import java.util.Arrays;

/** T with its numbers and a direction: what a task needs to map rows. */
final class TrainedMap implements Serializable {
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
    Mapper open(int batchSize) {
        return new Mapper(new RowMapper(transform, parameters, batchSize), direction, dimension());
    }

    /** Maps rows in place, up to {@code batchSize} at a time. Not thread-safe. */
    record Mapper(RowMapper rows, Direction direction, int dimension) {
        int batchSize() {
            return rows.batchSize();
        }

        void map(float[] vectors, int count) {
            direction.map(rows, vectors, count);
        }

        /** log|det| of the Jacobian at one row of the last batch. */
        double logDet(int row) {
            return rows.logDet(row);
        }
    }
}
