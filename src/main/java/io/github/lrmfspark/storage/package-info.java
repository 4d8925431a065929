/**
 * Places on file systems: where a run reads and writes, and that nothing is lost there.
 *
 * <p>All that a run reads and writes is listed in a {@link io.github.lrmfspark.storage.RunPlan}, which compares the places, locks
 * them and rehearses a write before any work. An output is written beside its place and renamed when it is whole
 * ({@link io.github.lrmfspark.storage.StagedOutput}).
 *
 * <p>What the caller named and cannot be used is an {@link io.github.lrmfspark.storage.InvalidInputException}.
 */
@NullMarked
package io.github.lrmfspark.storage;

import org.jspecify.annotations.NullMarked;
