/**
 * Which flows there are, and how the maps and densities of {@code flow} are put together to make one.
 */
@NullMarked
package io.github.lrmfspark.architecture;

import org.jspecify.annotations.NullMarked;
