/**
 * The process that a command runs in: its Spark session, what it prints and logs, and how it ends when it is told to.
 *
 * <p>{@link io.github.lrmfspark.session.Sessions} is the only place that makes a session; from there it is handed down.
 */
@NullMarked
package io.github.lrmfspark.session;

import org.jspecify.annotations.NullMarked;
