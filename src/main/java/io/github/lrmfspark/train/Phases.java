package io.github.lrmfspark.train;

import java.io.Serializable;

/**
 * What goes before the training of T and p together, into it and after it.
 *
 * @param affineSteps steps in which T is affine and p is all of itself, before T bends: an affine map cannot tear, and finds
 *     a rotation that a flexible one may miss. 0 for none
 * @param slicedWeight the weight of a sliced Wasserstein term beside the likelihoods, which falls to nothing at half of the
 *     steps; 0 for none. It mixes classes whose shares differ between the domains
 * @param polishSteps steps in which T alone minimises the sliced Wasserstein distance, at the end; 0 for none. They too mix
 *     classes whose shares differ, and are undone where the loss tells
 */
public record Phases(int affineSteps, double slicedWeight, int polishSteps) implements Serializable {
    public Phases {
        if (affineSteps < 0 || !(slicedWeight >= 0 && slicedWeight < Double.POSITIVE_INFINITY) || polishSteps < 0) {
            throw new IllegalArgumentException("Expected steps and a weight of 0 or more; found affine " + affineSteps
                    + ", sliced " + slicedWeight + ", polish " + polishSteps);
        }
    }
}
