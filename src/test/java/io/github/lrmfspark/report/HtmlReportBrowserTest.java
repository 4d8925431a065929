package io.github.lrmfspark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The page in a Chromium, on a desk and on a telephone. */
@Tag("browser")
class HtmlReportBrowserTest {
    private static Browser browser;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        browser = new Browser();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        browser.quit();
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                        SampleReports.full(""),
                        SampleReports.full("/a-name-of-a-set/that-is-far-too-long-".repeat(9)),
                        SampleReports.least())
                .flatMap(report -> Stream.of(1280, 400).map(width -> Arguments.of(width, report)));
    }

    @ParameterizedTest(name = "{0} pixels")
    @MethodSource("pages")
    void thePageFitsFetchesNothingAndShowsTheFiguresOfTheReport(int width, RunReport report) throws Exception {
        Path page = written("report.html", report, HtmlReport::write);
        Path json = written("report.json", report, ReportWriter::write);
        browser.open(page, width);
        assertThat(browser.evaluate("innerWidth").asInt()).isEqualTo(width);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        assertThat(browser.evaluate("document.querySelectorAll('h1').length").asInt())
                .isEqualTo(1);
        assertThat(browser.requests()).containsOnly(page.toUri().toString());
        assertThat(browser.console()).isEmpty();
        JsonNode cells = browser.evaluate(
                "[...document.querySelectorAll('[data-path]')].map(cell => [cell.dataset.path, cell.dataset.value])");
        JsonNode figures = new JsonMapper().readTree(json.toFile());
        assertThat(cells)
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(figures.at(cell.get(0).asText()).asText())
                        .as(cell.get(0).asText())
                        .isEqualTo(cell.get(1).asText()));
    }

    private Path written(String name, RunReport report, Writing writing) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            writing.write(report, out);
        }
        return file;
    }

    @FunctionalInterface
    private interface Writing {
        void write(RunReport report, OutputStream out) throws IOException;
    }
}
