/**
 * The state of a training that was stopped, kept in files so that it goes on to the same bits.
 *
 * <p>{@link io.github.lrmfspark.checkpoint.Checkpoints} is the directory of a fit,
 * {@link io.github.lrmfspark.checkpoint.CheckpointFile} one state in it.
 */
@NullMarked
package io.github.lrmfspark.checkpoint;

import org.jspecify.annotations.NullMarked;
