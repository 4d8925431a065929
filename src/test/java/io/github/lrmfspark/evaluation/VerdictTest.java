package io.github.lrmfspark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.evaluation.Comparison.Column;
import io.github.lrmfspark.evaluation.Verdict.Outcome;
import io.github.lrmfspark.statistics.Estimate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final double BEFORE = 0.95;
    private static final double DISTANCE = 0.1;

    /** Before and in the floor clusters agree to .4 and .6. */
    @ParameterizedTest
    @CsvSource({
        "0.52, 0.99, 0.6, ALIGNED",
        "0.40, 0.99, 0.6, ALIGNED",
        "0.57, 0.99, 0.46, ALIGNED",
        "0.59, 0.99, 0.6, IMPROVED",
        "0.70, 0.99, 0.6, IMPROVED",
        "0.95, 0.99, 0.6, UNCHANGED",
        "0.95, 0.99, 0.4, UNCHANGED",
        "0.99, 0.69, 0.6, HARMED",
        "0.52, 0.63, 0.6, HARMED",
        "0.52, 0.65, 0.6, ALIGNED",
        "0.52, 0.99, 0.44, UNPROVEN",
        "0.70, 0.99, 0.37, UNPROVEN",
        "0.52, 0.99, 0.35, HARMED",
        "0.70, 0.63, 0.6, HARMED",
        "NaN, 0.99, 0.6, HARMED",
        "0.52, NaN, 0.6, HARMED",
        "0.52, 0.99, NaN, HARMED"
    })
    void allSidesCount(double auc, double neighbours, double agreement, Outcome outcome) {
        assertThat(verdict(auc, neighbours, agreement, BEFORE).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1, NOTHING_TO_DO", "0.53, 1, NOTHING_TO_DO", "0.54, 1, ALIGNED", "0.5, 0.6, HARMED"})
    void setsThatWereEqualBeforeHaveNothingToDo(double before, double neighbours, Outcome outcome) {
        assertThat(verdict(0.5, neighbours, 0.6, before).outcome()).isEqualTo(outcome);
    }

    @Test
    void fewRowsHaveNoClustersAndAreJudgedWithout() {
        Map<Column, Evaluation> columns = columns(0.52, 0.99, Double.NaN, BEFORE);
        columns.put(Column.BEFORE, evaluation(BEFORE, 1, Double.NaN));
        columns.put(Column.FLOOR, evaluation(0.51, 1, Double.NaN, 2 * DISTANCE));
        Verdict verdict = Verdict.of(new Comparison(columns, 100, false, false));
        assertThat(verdict.outcome()).isEqualTo(Outcome.ALIGNED);
        assertThat(verdict.reason()).doesNotContain("clusters");
    }

    /** Of a map that is aligned by its rows; 0.5 of the rows lay by their own label before. */
    @ParameterizedTest
    @CsvSource({
        "0.9, 0.9, ALIGNED, aligned",
        "0.86, 0.9, ALIGNED, aligned",
        "0.84, 0.9, IMPROVED, not aligned",
        "0.46, 0.9, IMPROVED, not aligned",
        "0.44, 0.9, HARMED, not aligned"
    })
    void labelsMakeTheWordNoBetter(double after, double floor, Outcome outcome, String word) {
        Map<Column, Evaluation> columns = columns(0.52, 0.99, 0.6, BEFORE);
        columns.computeIfPresent(Column.BEFORE, (column, figures) -> withLabels(figures, 0.5));
        columns.computeIfPresent(Column.AFTER, (column, figures) -> withLabels(figures, after));
        columns.computeIfPresent(Column.FLOOR, (column, figures) -> withLabels(figures, floor));
        Verdict verdict = Verdict.of(new Comparison(columns, 100, false, false));
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reason()).startsWith("By labels " + word + ": 0." + (int) Math.round(100 * after) + "0 of");
    }

    private static Evaluation withLabels(Evaluation evaluation, double accuracy) {
        return with(evaluation, "labelAccuracy", Estimate.exact(accuracy));
    }

    private static Evaluation with(Evaluation evaluation, String name, Estimate estimate) {
        Map<String, Estimate> values = new HashMap<>(evaluation.values());
        values.put(name, estimate);
        return new Evaluation(values);
    }

    @ParameterizedTest
    @CsvSource({"0.34, ALIGNED", "0.36, IMPROVED", "NaN, IMPROVED"})
    void setsThatLieApartAreNotAlignedThoughNoClassifierTells(double distance, Outcome outcome) {
        Map<Column, Evaluation> columns = columns(0.5, 0.99, 0.6, BEFORE);
        columns.put(Column.AFTER, evaluation(0.5, 0.99, 0.6, distance));
        assertThat(Verdict.of(new Comparison(columns, 100, false, false)).outcome())
                .isEqualTo(outcome);
    }

    /** In the floor clusters agree to .6. */
    @ParameterizedTest
    @CsvSource({
        "20, false, 0.46, ALIGNED",
        "19.9, false, 0.53, IMPROVED",
        "19.9, false, 0.55, ALIGNED",
        "3, true, 0.46, ALIGNED",
        "2.9, true, 0.53, IMPROVED",
        "2.9, true, 0.55, ALIGNED"
    })
    void ofFewRowsACoordinateClustersHaveToSayMore(
            double rowsPerCoordinate, boolean unseen, double agreement, Outcome outcome) {
        Verdict verdict =
                Verdict.of(new Comparison(columns(0.52, 0.99, agreement, BEFORE), rowsPerCoordinate, unseen, false));
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reason().contains("rows a coordinate")).isEqualTo(rowsPerCoordinate % 1 > 0);
    }

    @ParameterizedTest
    @CsvSource({"0.52, UNPROVEN", "0.7, UNPROVEN", "0.95, UNCHANGED"})
    void aMapThatIsOneOfSeveralProvesNothing(double auc, Outcome outcome) {
        Verdict verdict = Verdict.of(new Comparison(columns(auc, 0.99, 0.6, BEFORE), 100, false, true));
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reason()).contains("Another map", "nothing tells which is right.");
    }

    @Test
    void ofFewRowsWithoutClustersNothingIsAligned() {
        Map<Column, Evaluation> columns = columns(0.52, 0.99, Double.NaN, BEFORE);
        columns.put(Column.BEFORE, evaluation(BEFORE, 1, Double.NaN));
        columns.put(Column.FLOOR, evaluation(0.51, 1, Double.NaN, 2 * DISTANCE));
        assertThat(Verdict.of(new Comparison(columns, 2, false, false)).outcome())
                .isEqualTo(Outcome.IMPROVED);
    }

    /** Of few rows the area is known to ± .2 or so. */
    @Test
    void anAreaThatIsHardlyKnownIsNotEnough() {
        Map<Column, Evaluation> columns = columns(0.52, 0.99, 0.6, BEFORE);
        columns.computeIfPresent(
                Column.AFTER,
                (column, figures) -> with(figures, "domainClassifierAuc", new Estimate(0.52, 0.32, 0.72, 0.4)));
        assertThat(Verdict.of(new Comparison(columns, 100, false, false)).outcome())
                .isEqualTo(Outcome.IMPROVED);
    }

    @Test
    void theReasonNamesTheFiguresAndTheRuleItsMarks() {
        Verdict verdict = verdict(0.52, 0.99, 0.6, BEFORE);
        assertThat(verdict.reason())
                .contains("0.520", "0.950", "0.50 times", "0.990", "0.800")
                .doesNotContain("closed-form");
        assertThat(verdict.rule()).contains("neighbourOverlap at least", "aligned: close, kept and carried");
    }

    @Test
    void theReasonTellsAnAreaBelowChanceAsItIs() {
        assertThat(verdict(0.4, 0.99, 0.6, BEFORE).reason()).contains("an area of 0.400");
    }

    @Test
    void theReasonLeavesOutFiguresThatAreNotFinite() {
        Map<Column, Evaluation> columns = columns(Double.NaN, 0.99, 0.6, Double.NaN);
        columns.put(Column.FLOOR, evaluation(0.5, 1, 1, 0));
        columns.put(Column.GAUSSIAN, evaluation(0.5, Double.NaN, 1));
        assertThat(Verdict.of(new Comparison(columns, 100, false, false)).reason())
                .isEqualTo(
                        "No classifier could be learnt of these rows; they lie apart, where draws of the target do not; the map"
                                + " keeps 0.990 of the nearest neighbours, and clusters agree to 0.60, where draws of the target"
                                + " agree to 1.00.");
    }

    @Test
    void aClosedFormMapThatDoesBetterIsNamedFirst() {
        Map<Column, Evaluation> columns = columns(0.7, 0.66, 0.6, BEFORE);
        columns.put(Column.CORAL, evaluation(0.6, 0.67, 0.6));
        assertThat(Verdict.of(new Comparison(columns, 100, false, false)).reason())
                .startsWith("The closed-form map 'coral' does better, with an area of 0.600");
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, 0.99, 0.6, 0.1, 0.2",
        "0.5, NaN, NaN, 0.1, 0.2",
        "0.5, 0.99, 0.6, NaN, 0.2",
        "0.5, 0.99, 0.6, 0.1, 0",
        "0.5, 0.99, 0.6, 0, 0",
        "0.5, 0.99, 0.6, Infinity, NaN",
        "NaN, NaN, NaN, NaN, NaN",
    })
    void theReasonNeverTellsWhatIsNotFinite(
            double auc, double neighbours, double agreement, double distance, double floor) {
        Map<Column, Evaluation> columns = columns(0.5, 0.99, 0.6, auc);
        columns.put(Column.AFTER, evaluation(auc, neighbours, agreement, distance));
        columns.put(Column.GAUSSIAN, evaluation(auc, neighbours, agreement, distance));
        columns.put(Column.FLOOR, evaluation(0.5, 1, 1, floor));
        assertThat(Verdict.of(new Comparison(columns, 100, false, false)).reason())
                .doesNotContainIgnoringCase("nan")
                .doesNotContainIgnoringCase("infinity")
                .endsWith(".");
    }

    private static Verdict verdict(double auc, double neighbours, double agreement, double before) {
        return Verdict.of(new Comparison(columns(auc, neighbours, agreement, before), 100, false, false));
    }

    private static Map<Column, Evaluation> columns(double auc, double neighbours, double agreement, double before) {
        Map<Column, Evaluation> columns = new EnumMap<>(Column.class);
        columns.put(Column.BEFORE, evaluation(before, 1, 0.4));
        columns.put(Column.STANDARDISED, evaluation(before, 1, 1));
        columns.put(Column.GAUSSIAN, evaluation(before, 0.8, 1));
        columns.put(Column.CORAL, evaluation(before, 1, 1));
        columns.put(Column.AFTER, evaluation(auc, neighbours, agreement));
        columns.put(Column.FLOOR, evaluation(0.51, 1, 0.6, 2 * DISTANCE));
        return columns;
    }

    private static Evaluation evaluation(double auc, double neighbours, double agreement) {
        return evaluation(auc, neighbours, agreement, DISTANCE);
    }

    private static Evaluation evaluation(double auc, double neighbours, double agreement, double distance) {
        return new Evaluation(Map.of(
                "domainClassifierAuc",
                Estimate.exact(auc),
                "neighbourOverlap",
                Estimate.exact(neighbours),
                "clusterAgreement",
                Estimate.exact(agreement),
                "slicedWasserstein2",
                Estimate.exact(distance)));
    }
}
