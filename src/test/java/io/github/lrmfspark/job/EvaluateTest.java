package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.evaluation.Verdict;
import io.github.lrmfspark.evaluation.Verdict.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Evaluate from the command line, on sets that no flow has mapped. */
@SparkTest
class EvaluateTest extends SmallMoons {
    EvaluateTest(SparkSession spark) {
        super(spark);
    }

    @Test
    void whatIsKnownOfAMappedSetIsReported() throws IOException {
        map("*", "transform(embedding, x -> 2 * x) as embedding");
        assertThat(evaluate("--label-col", "label")).as(err.toString()).isEqualTo(Main.DONE);
        JsonNode report = report("report");
        assertThat(report.at("/rows").toString()).isEqualTo("{\"source\":300,\"target\":300,\"aligned\":300}");
        for (String absent : List.of("loss", "bound", "training")) {
            assertThat(report.has(absent)).as(absent).isFalse();
        }
        assertThat(report.at("/metrics/after").has("roundTripError")).isFalse();
        assertThat(report.at("/metrics/after/slicedWasserstein2/value").asDouble())
                .isGreaterThan(
                        report.at("/metrics/before/slicedWasserstein2/value").asDouble());
        assertThat(report.at("/metrics/after").has("labelAccuracy")).isTrue();
        assertThat(report.at("/provenance/inputs/aligned").asText()).isEqualTo(path("mapped"));
        assertThat(report.at("/provenance/options/evaluation.rows").asInt()).isEqualTo(5000);
        assertThat(report.at("/provenance/command").asText()).startsWith("jobs/evaluate.sh --source ");
        assertThat(out.toString().lines())
                .containsExactly("{\"report\":\"%s\",\"verdict\":\"%s\"}"
                        .formatted(
                                path("report/report.json"),
                                report.at("/verdict/outcome").asText()));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 50})
    void aMapThatDidNothingIsNotAligned(int rows) {
        map("*", "embedding");
        assertThat(evaluate("--require-aligned", "--set", "evaluation.rows=" + rows))
                .as(err.toString())
                .isEqualTo(Main.NOT_ALIGNED);
        assertThat(folder.resolve("report/report.json")).exists();
        assertThat(out.toString()).contains("\"verdict\":");
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void onlyAlignedIsAligned(Outcome outcome) {
        Verdict verdict = new Verdict(outcome, "", "");
        VerdictMixin required = CommandLine.populateCommand(new VerdictMixin(), "--require-aligned");
        assertThat(required.result(verdict, verdict).code())
                .isEqualTo(
                        outcome == Outcome.ALIGNED || outcome == Outcome.NOTHING_TO_DO ? Main.DONE : Main.NOT_ALIGNED);
        assertThat(new VerdictMixin().result(verdict, verdict).code()).isEqualTo(Main.DONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "if(id < 3, id + 1000, id) id | found 3 rows of the source that the aligned set lacks and 3 rows of the aligned",
                "if(id = 3, 4, id) id | Expected every id once in column 'id' of the aligned set; found 1 rows with the id",
                "if(id < 5, null, id) id | Expected an id in every row of column 'id' of the aligned set; found 5 nulls",
                "id as row | Expected a column 'id'; found the columns",
            })
    void rowsThatCannotBePairedAreRefused(String id, String message) {
        map(id, "embedding");
        assertThat(evaluate()).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        map("nullif(id % 100, 7) id", "array(embedding[0]) embedding");
        assertThat(evaluate()).isEqualTo(Main.REFUSED);
        assertThat(err.toString().lines())
                .containsSubsequence(
                        "Expected aligned vectors of the source's length 2; found length 1",
                        "Expected an id in every row of column 'id' of the aligned set; found 3 nulls",
                        "Expected every id once in column 'id' of the aligned set; found 198 rows with the id of another"
                                + " row",
                        "Expected the same ids in the source and the aligned set; found 201 rows of the source that the"
                                + " aligned set lacks and 0 rows of the aligned set that the source lacks");
    }

    @Test
    void idsMayHaveAnotherNameAndType() {
        spark.read()
                .parquet(path("moons/source"))
                .selectExpr("cast(id as string) as `row.id`", "embedding")
                .write()
                .parquet(path("named"));
        spark.read()
                .parquet(path("named"))
                .selectExpr("cast(`row.id` as int) as `row.id`", "embedding")
                .write()
                .parquet(path("mapped"));
        assertThat(evaluate("--source", path("named"), "--id-col", "row.id", "--set", "evaluation.rows=" + JUDGED))
                .as(err.toString())
                .isEqualTo(Main.DONE);
    }

    private void map(String... columns) {
        String[] selected = columns[0].equals("*") ? new String[] {"id", "label", columns[1]} : columns;
        spark.read()
                .parquet(path("moons/source"))
                .selectExpr(selected)
                .repartition(3)
                .write()
                .parquet(path("mapped"));
    }

    private int evaluate(String... more) {
        List<String> words = new ArrayList<>(List.of("evaluate"));
        if (!List.of(more).contains("--source")) {
            words.addAll(List.of("--source", path("moons/source")));
        }
        words.addAll(
                List.of("--aligned", path("mapped"), "--target", path("moons/target"), "--report", path("report")));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }
}
