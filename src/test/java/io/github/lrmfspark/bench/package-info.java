/** Programs, not tests: what {@code jobs/bench.sh} runs to set this project beside others on the same cores. */
@NullMarked
package io.github.lrmfspark.bench;

import org.jspecify.annotations.NullMarked;
