/**
 * What a command does once its words are read: sets are read and checked, a map is trained and written out, and a report is made.
 *
 * <p>{@link io.github.lrmfspark.pipeline.Alignment} is two sets and a training on them,
 * {@link io.github.lrmfspark.pipeline.MappedSet} a set that something else mapped, and
 * {@link io.github.lrmfspark.pipeline.ReportFiles} where a report is written. All of them take sets, paths and values, and can be
 * called without a command line.
 */
@NullMarked
package io.github.lrmfspark.pipeline;

import org.jspecify.annotations.NullMarked;
