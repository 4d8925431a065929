package io.github.lrmfspark.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.flow.ImageShape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The count without building is the size of what is built. */
class ParameterCountTest {
    static Stream<Arguments> flows() {
        Stream<Arguments> vectors = Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(2, 3, 8)
                        .flatMap(dimension -> Stream.of(1, 2, 5)
                                .flatMap(couplings -> Stream.of(1, 3)
                                        .map(layers -> Arguments.of(
                                                new FlowOptions(kind, couplings, 4, layers), dimension)))));
        Stream<Arguments> images = Stream.of(
                        new ImageShape(1, 2, 2),
                        new ImageShape(3, 4, 4),
                        new ImageShape(1, 8, 24),
                        new ImageShape(2, 2, 6))
                .flatMap(shape -> Stream.of(1, 3)
                        .map(couplings ->
                                Arguments.of(new FlowOptions(Kind.GLOW, couplings, 5, 2, shape), shape.dimension())));
        return Stream.concat(vectors, images);
    }

    @ParameterizedTest
    @MethodSource("flows")
    void isTheSize(FlowOptions options, int dimension) {
        assertThat(ParameterCount.ofTransform(options, dimension))
                .isEqualTo(
                        Flows.transform(options, dimension, 1).parameterSpec().size());
        assertThat(ParameterCount.ofDensity(options, dimension))
                .isEqualTo(Flows.density(options, dimension, 1).parameterSpec().size());
    }

    @Test
    void isNoSmallerNumberWhereItIsBeyondALong() {
        FlowOptions wide = new FlowOptions(Kind.REAL_NVP, 100, Integer.MAX_VALUE, 100);
        assertThatThrownBy(() -> ParameterCount.ofTransform(wide, Integer.MAX_VALUE))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void moreLayersThanAnyoneWaitsForAreRefused() {
        assertThatThrownBy(() -> new FlowOptions(Kind.REAL_NVP, 1_000_000, 4, 1))
                .hasMessage(
                        "Expected at most 10000 hidden layers in all couplings together; found 1000000 couplings and 1"
                                + " hidden layers in each");
        assertThatThrownBy(() -> new FlowOptions(Kind.FFJORD, 1, 4, 10_001))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new FlowOptions(Kind.AFFINE, 1_000_000, 4, 1_000_000).couplings())
                .isEqualTo(1_000_000);
    }

    @Test
    void theMostLayersAreBuiltInAMoment() {
        assertThat(Flows.transform(new FlowOptions(Kind.REAL_NVP, 10_000, 1, 1), 2, 1)
                        .parameterSpec()
                        .size())
                .isEqualTo(60_006);
    }
}
