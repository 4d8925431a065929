package io.github.lrmfspark.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FullLinearTest {
    private static final double[][] TURN = {{0, 2}, {-1, 0}};

    @Test
    void theNumbersOfAMapMakeThatMap() {
        RowMapper mapper = mapper(FullLinear.parameters(TURN, new double[] {10, 20}));
        float[] rows = {1, 0, 0, 1};
        mapper.map(rows, 2);
        assertThat(rows).containsExactly(10, 22, 9, 20);
        assertThat(mapper.logDet(0)).isCloseTo(Math.log(2), within(1e-6));
    }

    @Test
    void reflectionsAreAmongThem() {
        RowMapper mapper = mapper(FullLinear.parameters(new double[][] {{0, 1}, {1, 0}}, new double[2]));
        float[] rows = {3, 4, 0, 0};
        mapper.map(rows, 1);
        assertThat(rows).startsWith(4, 3);
        assertThat(mapper.logDet(0)).isZero();
    }

    private static RowMapper mapper(float[] parameters) {
        return new RowMapper(FullLinear.of(2), parameters, 2);
    }
}
