package io.github.lrmfspark.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table keeps one line a map and seed, and page and plot tell its figures. */
class ResultsTest {
    private static final Path KEPT = Path.of("jobs", "real.csv");

    @TempDir
    private Path directory;

    private static Result result(String set, String map, long seed, double knn) {
        boolean job = map.equals("job");
        return new Result(
                set,
                "noun-300-1",
                map,
                seed,
                map.startsWith("ridge") ? 200 : 0,
                Map.of(Score.KNN, knn, Score.AREA, 0.5),
                12.25,
                job ? 2048 : Double.NaN,
                job ? "IMPROVED" : "",
                "abc1234");
    }

    private static Results table() {
        return new Results(List.of())
                .with(result("T2", "ridge-200", 1, 0.75))
                .with(result("T2", "none", 0, 0.25))
                .with(result("T1", "job", 1, 0.5))
                .with(result("T2", "job", 1, 0.5))
                .with(result("T2", "job", 2, 0.625))
                .with(result("T2", "job", 3, 0.5625));
    }

    @Test
    void theSameMapAndSeedOfASetIsReplaced() {
        Results changed = table().with(result("T2", "job", 2, 0.125));
        assertThat(changed.rows()).hasSize(6).contains(result("T2", "job", 2, 0.125));
        assertThat(changed.rows()).doesNotContain(result("T2", "job", 2, 0.625));
        assertThat(changed.with(result("T2", "job", 4, 0.125)).rows()).hasSize(7);
    }

    @Test
    void setsAreInTheirOrder() {
        assertThat(table().bySet()).extracting(rows -> rows.get(0).set()).containsExactly("T1", "T2");
        assertThat(Results.byMap(table().bySet().get(1)))
                .extracting(rows -> rows.get(0).map())
                .containsExactly("job", "none", "ridge-200");
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = directory.resolve("real.csv");
        table().write(file);
        assertThat(Results.read(file)).isEqualTo(table());
        assertThat(Files.readAllLines(file))
                .hasSize(7)
                .contains("T2,noun-300-1,none,0,0,0.2500,,0.5000,,,,,,12.25,,,abc1234");
    }

    @Test
    void aTableOfOtherColumnsIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("real.csv"), "set,score\n");
        assertThatThrownBy(() -> Results.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("set,score");
    }

    @Test
    void thePageTellsMediansAndRanges() {
        assertThat(ResultsPage.of(table(), "real.svg"))
                .contains(
                        "## T1, draw noun-300-1",
                        "| map | pairs | 5-NN | area | seconds | MB | verdict |",
                        "| job |  | .563 (.500–.625) | .500 | 12 | 2,048 | IMPROVED |",
                        "| ridge-200 | 200 | .750 | .500 | 12 |  |  |");
    }

    @Test
    void thePlotHasADotForEveryMapWithoutPairs() {
        String plot = ResultsPlot.of(table());
        assertThat(plot.split("<circle", -1)).hasSize(1 + 2 * 3 + 2);
        assertThat(plot).contains("noun-300-1", "told pairs").doesNotContain("NaN");
    }

    @Test
    void allOfThePlotLiesInsideIt() {
        String plot = ResultsPlot.of(table());
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\S+) (\\S+)\"").matcher(plot);
        assertThat(box.find()).isTrue();
        double height = Double.parseDouble(box.group(2));
        assertThat(Pattern.compile(" c?y=\"([^\"]+)\"").matcher(plot).results())
                .extracting(match -> Double.parseDouble(match.group(1)))
                .hasSizeGreaterThan(10)
                .allSatisfy(y -> assertThat(y).isBetween(0.0, height - 6));
    }

    /** After a change of either, {@code jobs/real.sh --page-only} makes page and plot anew. */
    @Test
    void theKeptPageAndPlotAreMadeOfTheKeptTable() throws IOException {
        Results kept = Results.read(KEPT);
        assertThat(KEPT.resolveSibling("real.md")).content().isEqualTo(ResultsPage.of(kept, "real.svg"));
        assertThat(KEPT.resolveSibling("real.svg").toFile().exists())
                .isEqualTo(!kept.rows().isEmpty());
        if (!kept.rows().isEmpty()) {
            assertThat(KEPT.resolveSibling("real.svg")).content().isEqualTo(ResultsPlot.of(kept));
        }
    }
}
