/**
 * What metrics and closed-form maps are computed from: moments, neighbours, distances, axes and transport.
 *
 * <p>Rows are [N, D] in float, sums are taken in double. Whatever is random follows from a seed that is handed in.
 */
@NullMarked
package io.github.lrmfspark.statistics;

import org.jspecify.annotations.NullMarked;
