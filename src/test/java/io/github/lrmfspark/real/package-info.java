/**
 * What {@code jobs/real.sh} runs: it makes real and made-up sets, maps them by the job and by its rivals, and scores every map in
 * one way.
 *
 * <p>{@link io.github.lrmfspark.real.RealSets} has the sets, {@link io.github.lrmfspark.real.Rivals} the rivals, {@link
 * io.github.lrmfspark.real.Judge} the scores. A new one of each is a line in its table.
 */
@NullMarked
package io.github.lrmfspark.real;

import org.jspecify.annotations.NullMarked;
