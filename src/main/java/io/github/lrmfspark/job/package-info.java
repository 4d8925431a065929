/**
 * The command line: the only {@code main}, configuration files and the Spark session.
 *
 * <p>A command parses, calls one library method and writes a report. Exit codes: 0 done, 1 failed, 2 wrong usage,
 * configuration or input, and then nothing has been written.
 */
@NullMarked
package io.github.lrmfspark.job;

import org.jspecify.annotations.NullMarked;
