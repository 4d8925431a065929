/**
 * What the notebooks and tests measure the product against: rivals of the loss, an image embedding, digits, and an animation.
 *
 * <p>None of it is in the product's jar.
 */
@NullMarked
package io.github.lrmfspark.experiment;

import org.jspecify.annotations.NullMarked;
