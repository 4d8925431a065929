package io.github.lrmfspark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may import what: a package imports from lower levels only, never sideways or up, and keeps foreign engines out. */
class ArchitectureTest {
    private static final String ROOT = CodeBase.ROOT;
    private static final JavaClasses CLASSES = CodeBase.CLASSES;

    private static final Map<String, Integer> LEVELS = Map.ofEntries(
            entry("kernel", 0),
            entry("storage", 0),
            entry("flow", 1),
            entry("parquet", 2),
            entry("architecture", 2),
            entry("settings", 3),
            entry("data", 4),
            entry("statistics", 5),
            entry("objective", 6),
            entry("evaluation", 6),
            entry("nn", 7),
            entry("choice", 7),
            entry("checkpoint", 7),
            entry("train", 8),
            entry("ml", 9),
            entry("report", 9),
            entry("pipeline", 10),
            entry("session", 10),
            entry("job", 11),
            entry("experiment", 12));

    private static final String SPARK = "org.apache.spark..";
    private static final String DL4J = "org.deeplearning4j..";
    private static final String ND4J = "org.nd4j..";
    private static final String HADOOP = "org.apache.hadoop..";
    private static final String PICOCLI = "picocli..";
    private static final String SPARK_SQL = "org.apache.spark.sql..";
    private static final String SPARK_ML = "org.apache.spark.ml..";
    private static final String PARQUET = "org.apache.parquet..";

    private static final Map<String, List<String>> FORBIDDEN = Map.ofEntries(
            entry("kernel", List.of(SPARK, DL4J, HADOOP, PICOCLI)),
            entry("storage", List.of(DL4J, ND4J, PICOCLI)),
            entry("flow", List.of(SPARK, DL4J, HADOOP, PICOCLI)),
            entry("parquet", List.of(DL4J, ND4J, PICOCLI)),
            entry("architecture", List.of(SPARK, DL4J, HADOOP, PICOCLI)),
            entry("settings", List.of(SPARK, DL4J, ND4J, HADOOP, PICOCLI)),
            entry("data", List.of(DL4J, PICOCLI)),
            entry("statistics", List.of(SPARK, DL4J, HADOOP, PICOCLI)),
            entry("objective", List.of(SPARK, DL4J, HADOOP, PICOCLI)),
            entry("evaluation", List.of(SPARK, DL4J, HADOOP, PICOCLI)),
            entry("choice", List.of(SPARK, DL4J, ND4J, HADOOP, PICOCLI)),
            entry("nn", List.of(SPARK, HADOOP, PICOCLI)),
            entry("checkpoint", List.of(SPARK, DL4J, ND4J, PARQUET, PICOCLI)),
            entry("train", List.of(SPARK_SQL, SPARK_ML, PARQUET, PICOCLI)),
            entry("ml", List.of(DL4J, PICOCLI)),
            entry("report", List.of(SPARK, DL4J, ND4J, HADOOP, PICOCLI)),
            entry("pipeline", List.of(DL4J, ND4J, PICOCLI)),
            entry("session", List.of(DL4J, ND4J, PICOCLI)),
            entry("job", List.of(DL4J, ND4J)),
            entry("experiment", List.of(SPARK_SQL, SPARK_ML, PARQUET, PICOCLI)));

    static Stream<Arguments> higherOrEqual() {
        return LEVELS.entrySet().stream()
                .flatMap(from -> LEVELS.entrySet().stream()
                        .filter(to -> !to.equals(from) && to.getValue() >= from.getValue())
                        .map(to -> Arguments.of(from.getKey(), to.getKey())));
    }

    @ParameterizedTest(name = "{0} does not know {1}")
    @MethodSource("higherOrEqual")
    void importsPointDownwards(String from, String to) {
        independent(from, ROOT + to + "..");
    }

    static Stream<Arguments> forbidden() {
        return FORBIDDEN.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(library -> Arguments.of(e.getKey(), library)));
    }

    @ParameterizedTest(name = "{0} does not know {1}")
    @MethodSource("forbidden")
    void mathDoesNotKnowTheEngine(String from, String library) {
        independent(from, library);
    }

    private static void independent(String from, String classes) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + from + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(classes)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyClassIsInAPackageOfTheTable() {
        classes()
                .should()
                .resideInAnyPackage(
                        LEVELS.keySet().stream().map(p -> ROOT + p + "..").toArray(String[]::new))
                .check(CLASSES);
        assertThat(FORBIDDEN.keySet()).isEqualTo(LEVELS.keySet());
    }

    @Test
    void thePageOnTheCodeListsThePackagesFromTheTopDown() throws IOException {
        List<String> listed = Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                .matcher(Files.readString(Path.of("src", "README.md")))
                .results()
                .map(row -> row.group(1))
                .filter(LEVELS::containsKey)
                .toList();
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(LEVELS.keySet())
                .isSortedAccordingTo(Comparator.comparing(LEVELS::get, Comparator.reverseOrder()));
    }
}
