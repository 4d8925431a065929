package io.github.lrmfspark.ml;

import io.github.lrmfspark.flow.RowMapper;
import java.util.Locale;

/** Which way a model maps. */
enum Direction {
    /** T, from the source to the target. */
    FORWARD {
        @Override
        void map(RowMapper mapper, float[] rows, int count) {
            mapper.forward(rows, count);
        }

        @Override
        Direction opposite() {
            return INVERSE;
        }
    },
    /** T⁻¹, from the target to the source. */
    INVERSE {
        @Override
        void map(RowMapper mapper, float[] rows, int count) {
            mapper.inverse(rows, count);
        }

        @Override
        Direction opposite() {
            return FORWARD;
        }
    };

    /** Maps the first {@code count} of the row-major rows in place. */
    abstract void map(RowMapper mapper, float[] rows, int count);

    abstract Direction opposite();

    static Direction of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
