/**
 * How good an alignment is, as named numbers.
 *
 * <p>A {@link io.github.lrmfspark.evaluation.Metric} is a pure function of a bounded sample of rows before the map, after
 * it and after the way back, beside a sample of the target ({@link io.github.lrmfspark.evaluation.AlignedSamples}). Row
 * counts may differ between the domains. Sums are taken in double; whatever is random follows from a seed that the metric
 * was made with. A metric of rows that are not finite is NaN or infinite, never an exception.
 *
 * <p>What they ask:
 *
 * <ul>
 *   <li>Can mapped rows and target rows be told apart? {@link io.github.lrmfspark.evaluation.DomainClassifier} and {@link
 *       io.github.lrmfspark.evaluation.MaximumMeanDiscrepancy}, each with a p-value.
 *   <li>How far apart are they? {@link io.github.lrmfspark.evaluation.SlicedWasserstein2}, and by means and covariances of all
 *       rows {@link io.github.lrmfspark.evaluation.FrechetDistance}, {@link io.github.lrmfspark.evaluation.MeanDifference} and
 *       {@link io.github.lrmfspark.evaluation.CovarianceDifference}.
 *   <li>What is left of the source's structure? {@link io.github.lrmfspark.evaluation.NeighbourOverlap}, {@link
 *       io.github.lrmfspark.evaluation.Trustworthiness} and {@link io.github.lrmfspark.evaluation.CoordinateCorrelation}.
 *   <li>Does it come onto the target's? {@link io.github.lrmfspark.evaluation.ClusterAgreement}; {@link
 *       io.github.lrmfspark.statistics.ClusteredSets} compares maps of the same rows.
 *   <li>How much does the map do? {@link io.github.lrmfspark.evaluation.TransportCost}, {@link
 *       io.github.lrmfspark.evaluation.LogDetSpread} and {@link io.github.lrmfspark.evaluation.RoundTripError}.
 *   <li>Do labels agree, where there are any? {@link io.github.lrmfspark.evaluation.LabelAccuracy} and {@link
 *       io.github.lrmfspark.evaluation.LogisticLabelAccuracy}.
 * </ul>
 *
 * <p>{@link io.github.lrmfspark.evaluation.Lengths} are no metric: they are told only where the target's rows have length one.
 *
 * <p>The class doc of a metric has its equation, its units, its best value, its floor and its source; A and B are the sets, a and
 * b their rows, T the map, μ and Σ mean and covariance, N and M counts of rows, D the coordinates.
 *
 * <p>Every figure is an {@link io.github.lrmfspark.statistics.Estimate} with a 95 % interval of what other rows of the same
 * sets would give, by influence values; a figure of too few rows has NaN for an interval. The interval of a distance is that
 * of a smooth function and holds well above the floor; at the floor, compare with the floor.
 *
 * <p>Equal samples score 0 as a distance, 1 as an accuracy of labels and ½ for a classifier of domains. Two fresh samples of
 * one distribution do not: they score the <em>floor</em>, which falls with the number of rows and is the best that a map can
 * be expected to reach. A {@link io.github.lrmfspark.evaluation.Comparison} has it beside maps that follow from means and
 * covariances alone.
 */
@NullMarked
package io.github.lrmfspark.evaluation;

import org.jspecify.annotations.NullMarked;
