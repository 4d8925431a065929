/**
 * The whole job on inputs by chance: command lines, damaged files and layouts of Parquet, each from a seed. Whatever it is given, it
 * ends soon, with an exit code that it promises, and nothing is lost or wrong. A small part runs by default; {@code mvn -Pfuzz test}
 * runs all, and {@code -Dfuzz.seeds=17,45} beside it those alone.
 */
@NullMarked
package io.github.lrmfspark.fuzz;

import org.jspecify.annotations.NullMarked;
