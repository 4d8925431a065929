package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SIGTERM and SIGINT in each phase of a run. */
@Tag("fuzz")
@SparkTest
class EndedAnywhereTest extends DisturbedAlign {
    EndedAnywhereTest(SparkSession spark) {
        super(spark);
    }

    static Stream<Arguments> moments() {
        return Stream.of(
                Arguments.of("reading", "TERM", "", there(".aligned.lock")),
                Arguments.of("affine start", "TERM", "", phase("affine")),
                Arguments.of("training", "TERM", "", phase("training")),
                Arguments.of("training", "INT", "", phase("training")),
                Arguments.of("polish", "TERM", "", phase("polish")),
                Arguments.of("saving", "TERM", "model", there("marker")),
                Arguments.of("mapping", "TERM", "part-0000.*", there("marker")),
                Arguments.of("replacing", "TERM", "aligned", there("marker")),
                Arguments.of("report", "TERM", "report.json", there("marker")));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("moments")
    void aLineSaysWhatWasKeptAndTheSameGoesOn(String name, String signal, String standing, Moment moment)
            throws IOException, InterruptedException {
        int code;
        String printed;
        try (JobProcess job = start(standing)) {
            moment.await(job, this);
            job.signal(signal);
            code = job.await();
            printed = job.printed();
        } finally {
            Files.deleteIfExists(folder.resolve("marker"));
        }
        assertThat(code).as(printed).isEqualTo(signal.equals("TERM") ? 143 : 130);
        assertThat(printed).doesNotContainPattern("(?m)^\\s+at ").doesNotContain("Exception");
        assertThat(printed.lines().reduce("", (a, b) -> b)).containsPattern("(?i)kept|stay|no output");
        assertThat(files()).noneMatch(file -> file.endsWith(".lock"));
        assertOldOrNewIsWhole();
        assertGoesOn();
    }
}
