package io.github.lrmfspark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.evaluation.Comparison.Column;
import io.github.lrmfspark.evaluation.Verdict.Outcome;
import io.github.lrmfspark.statistics.Estimate;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final double BEFORE = 0.95;
    private static final double DISTANCE = 0.1;

    @ParameterizedTest
    @CsvSource({
        "0.52, 0.99, 0.9, ALIGNED",
        "0.40, 0.99, 0.9, ALIGNED",
        "0.57, 0.99, 0.9, ALIGNED",
        "0.59, 0.99, 0.9, IMPROVED",
        "0.70, 0.99, 0.9, IMPROVED",
        "0.95, 0.99, 0.9, UNCHANGED",
        "0.99, 0.99, 0.9, HARMED",
        "0.52, 0.63, 0.9, HARMED",
        "0.52, 0.65, 0.9, ALIGNED",
        "0.52, 0.99, 0.49, HARMED",
        "0.70, 0.63, 0.9, HARMED",
        "NaN, 0.99, 0.9, HARMED",
        "0.52, NaN, 0.9, HARMED",
        "0.52, 0.99, NaN, HARMED"
    })
    void bothSidesCount(double auc, double neighbours, double correlation, Outcome outcome) {
        assertThat(verdict(auc, neighbours, correlation, BEFORE).outcome()).isEqualTo(outcome);
    }

    @Test
    void setsThatWereEqualBeforeAreAligned() {
        assertThat(verdict(0.5, 1, 1, 0.5).outcome()).isEqualTo(Outcome.ALIGNED);
    }

    @ParameterizedTest
    @CsvSource({"0.34, ALIGNED", "0.36, IMPROVED", "NaN, IMPROVED"})
    void setsThatLieApartAreNotAlignedThoughNoClassifierTells(double distance, Outcome outcome) {
        Map<Column, Evaluation> columns = columns(0.5, 0.99, 0.9, BEFORE);
        columns.put(Column.AFTER, evaluation(0.5, 0.99, 0.9, distance));
        assertThat(Verdict.of(new Comparison(columns, 100, false)).outcome()).isEqualTo(outcome);
    }

    @Test
    void fewRowsACoordinateAreNotEnoughToSayAligned() {
        Verdict verdict = Verdict.of(new Comparison(columns(0.52, 0.99, 0.9, BEFORE), 19.9, false));
        assertThat(verdict.outcome()).isEqualTo(Outcome.IMPROVED);
        assertThat(verdict.reason()).contains("With 19.9 rows a coordinate");
    }

    @ParameterizedTest
    @CsvSource({"3, ALIGNED", "2.9, IMPROVED"})
    void fewerRowsACoordinateAreEnoughWhereTheyWereHeldOut(double rowsPerCoordinate, Outcome outcome) {
        assertThat(Verdict.of(new Comparison(columns(0.52, 0.99, 0.9, BEFORE), rowsPerCoordinate, true))
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void theReasonNamesTheFiguresAndTheRuleItsMarks() {
        Verdict verdict = verdict(0.52, 0.99, 0.9, BEFORE);
        assertThat(verdict.reason())
                .contains("0.520", "0.950", "0.50 times", "0.990", "0.800")
                .doesNotContain("closed-form");
        assertThat(verdict.rule()).contains("neighbourOverlap at least", "aligned: close and kept");
    }

    @Test
    void theReasonTellsAnAreaBelowChanceAsItIs() {
        assertThat(verdict(0.4, 0.99, 0.9, BEFORE).reason()).contains("an area of 0.400");
    }

    @Test
    void theReasonLeavesOutFiguresThatAreNotFinite() {
        Map<Column, Evaluation> columns = columns(Double.NaN, 0.99, 0.9, Double.NaN);
        columns.put(Column.FLOOR, evaluation(0.5, 1, 1, 0));
        columns.put(Column.GAUSSIAN, evaluation(0.5, Double.NaN, 1));
        assertThat(Verdict.of(new Comparison(columns, 100, false)).reason())
                .isEqualTo(
                        "No classifier could be learnt of these rows; they lie apart, where draws of the target do not; the map"
                                + " keeps 0.990 of the nearest neighbours, and coordinates to a correlation of 0.90.");
    }

    @Test
    void aClosedFormMapThatDoesBetterIsNamedFirst() {
        Map<Column, Evaluation> columns = columns(0.7, 0.66, 0.9, BEFORE);
        columns.put(Column.CORAL, evaluation(0.6, 0.67, 0.9));
        assertThat(Verdict.of(new Comparison(columns, 100, false)).reason())
                .startsWith("The closed-form map 'coral' does better, with an area of 0.600");
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, 0.99, 0.9, 0.1, 0.2",
        "0.5, NaN, NaN, 0.1, 0.2",
        "0.5, 0.99, 0.9, NaN, 0.2",
        "0.5, 0.99, 0.9, 0.1, 0",
        "0.5, 0.99, 0.9, 0, 0",
        "0.5, 0.99, 0.9, Infinity, NaN",
        "NaN, NaN, NaN, NaN, NaN",
    })
    void theReasonNeverTellsWhatIsNotFinite(
            double auc, double neighbours, double correlation, double distance, double floor) {
        Map<Column, Evaluation> columns = columns(0.5, 0.99, 0.9, auc);
        columns.put(Column.AFTER, evaluation(auc, neighbours, correlation, distance));
        columns.put(Column.GAUSSIAN, evaluation(auc, neighbours, correlation, distance));
        columns.put(Column.FLOOR, evaluation(0.5, 1, 1, floor));
        assertThat(Verdict.of(new Comparison(columns, 100, false)).reason())
                .doesNotContainIgnoringCase("nan")
                .doesNotContainIgnoringCase("infinity")
                .endsWith(".");
    }

    private static Verdict verdict(double auc, double neighbours, double correlation, double before) {
        return Verdict.of(new Comparison(columns(auc, neighbours, correlation, before), 100, false));
    }

    private static Map<Column, Evaluation> columns(double auc, double neighbours, double correlation, double before) {
        Map<Column, Evaluation> columns = new EnumMap<>(Column.class);
        columns.put(Column.BEFORE, evaluation(before, 1, 1));
        columns.put(Column.STANDARDISED, evaluation(before, 1, 1));
        columns.put(Column.GAUSSIAN, evaluation(before, 0.8, 1));
        columns.put(Column.CORAL, evaluation(before, 1, 1));
        columns.put(Column.AFTER, evaluation(auc, neighbours, correlation));
        columns.put(Column.FLOOR, evaluation(0.51, 1, 1, 2 * DISTANCE));
        return columns;
    }

    private static Evaluation evaluation(double auc, double neighbours, double correlation) {
        return evaluation(auc, neighbours, correlation, DISTANCE);
    }

    private static Evaluation evaluation(double auc, double neighbours, double correlation, double distance) {
        return new Evaluation(Map.of(
                "domainClassifierAuc",
                Estimate.exact(auc),
                "neighbourOverlap",
                Estimate.exact(neighbours),
                "coordinateCorrelation",
                Estimate.exact(correlation),
                "slicedWasserstein2",
                Estimate.exact(distance)));
    }
}
