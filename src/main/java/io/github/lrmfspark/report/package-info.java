/**
 * What happened in a run: a {@link io.github.lrmfspark.report.RunReport} of plain figures, written as JSON by
 * {@link io.github.lrmfspark.report.ReportWriter} and as a page by {@link io.github.lrmfspark.report.HtmlReport}, and shown
 * as a {@link io.github.lrmfspark.report.TextTable}.
 *
 * <p>The record components are the keys of {@code report.json}, in their order. Losses are in nats per pair, times in
 * seconds. A figure that is not finite is {@code null} in JSON.
 */
@NullMarked
package io.github.lrmfspark.report;

import org.jspecify.annotations.NullMarked;
