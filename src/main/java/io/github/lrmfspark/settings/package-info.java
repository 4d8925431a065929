/**
 * Everything that a user may set, each thing once.
 *
 * <p>{@link io.github.lrmfspark.settings.Keys} is the table: one row, a {@link io.github.lrmfspark.settings.Setting}, for each
 * key with its range, default and meaning. {@link io.github.lrmfspark.settings.Settings} are values for the rows. The
 * configuration and its messages, the estimator's params, what a report says was used, {@code conf/reference.conf} and
 * {@code conf/README.md} all follow from the table.
 */
@NullMarked
package io.github.lrmfspark.settings;

import org.jspecify.annotations.NullMarked;
