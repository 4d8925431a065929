/**
 * Which map is the best, of closed forms and of what was trained: what closed forms there are, which of them a training is to start
 * with, and by what rows alone tell the better of two maps.
 *
 * <p>The rows are raw ones of the learnt coordinates, [N, D], on the driver. Whatever is random follows from a seed. No labels are
 * looked at.
 */
@NullMarked
package io.github.lrmfspark.choice;

import org.jspecify.annotations.NullMarked;
