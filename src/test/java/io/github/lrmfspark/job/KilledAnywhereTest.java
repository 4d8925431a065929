package io.github.lrmfspark.job;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kill -9} at twenty moments of a run, some of them while a checkpoint is put in place. */
@Tag("fuzz")
@SparkTest
class KilledAnywhereTest extends DisturbedAlign {
    KilledAnywhereTest(SparkSession spark) {
        super(spark);
    }

    static Stream<Arguments> moments() {
        return Stream.of(
                Arguments.of("reading", "", there(".aligned.lock")),
                Arguments.of("first checkpoint", "affine-start.0000000005.checkpoint", there("marker")),
                Arguments.of("checkpoint of the affine start", "affine-start.0000000045.checkpoint", there("marker")),
                Arguments.of("last of the affine start", "affine-start.0000000060.checkpoint", there("marker")),
                Arguments.of("first of the training", "training.0000000005.checkpoint", there("marker")),
                Arguments.of("checkpoint of the training", "training.0000000105.checkpoint", there("marker")),
                Arguments.of("last of the training", "training.0000000200.checkpoint", there("marker")),
                Arguments.of("checkpoint of the polish", "polish.*.checkpoint", there("marker")),
                Arguments.of("1 checkpoint", "", checkpoints(1, 1)),
                Arguments.of("7 checkpoints", "", checkpoints(7, 2)),
                Arguments.of("15 checkpoints", "", checkpoints(15, 3)),
                Arguments.of("25 checkpoints", "", checkpoints(25, 4)),
                Arguments.of("40 checkpoints", "", checkpoints(40, 5)),
                Arguments.of("model moved aside", ".model.replaced", there("marker")),
                Arguments.of("model put in place", "model", there("marker")),
                Arguments.of("part of the output", "part-0000.*", there("marker")),
                Arguments.of("output moved aside", ".aligned.replaced", there("marker")),
                Arguments.of("output put in place", "aligned", there("marker")),
                Arguments.of("report", "report.json", there("marker")),
                Arguments.of("page", "report.html", there("marker")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moments")
    void theOutputsAreWholeAndTheSameLineGoesOn(String name, String standing, Moment moment)
            throws IOException, InterruptedException {
        try (JobProcess job = start(standing)) {
            moment.await(job, this);
        }
        assertOldOrNewIsWhole();
        deleteLocks();
        assertGoesOn();
    }
}
