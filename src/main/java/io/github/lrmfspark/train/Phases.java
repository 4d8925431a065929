package io.github.lrmfspark.train;

import static io.github.lrmfspark.settings.Keys.TRAINING_AFFINE_STEPS;
import static io.github.lrmfspark.settings.Keys.TRAINING_CANDIDATES;
import static io.github.lrmfspark.settings.Keys.TRAINING_POLISH_STEPS;
import static io.github.lrmfspark.settings.Keys.TRAINING_SLICED_WEIGHT;
import static io.github.lrmfspark.settings.Keys.TRAINING_START;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.lrmfspark.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What goes before the training of T and p together, into it and after it. {@link #of} makes it of settings, which are in their
 * ranges; nothing is checked here.
 *
 * @param start where T starts: {@link #BEST}, {@link #STANDARDISED} or another closed form
 * @param affineSteps steps in which T is affine and p is all of itself, before T bends: an affine map cannot tear, and finds
 *     a rotation that a flexible one may miss. 0 for none
 * @param slicedWeight the weight of a sliced Wasserstein term beside the likelihoods, which falls to nothing at half of the
 *     steps; 0 for none. It mixes classes whose shares differ between the domains
 * @param polishSteps steps in which T alone minimises the sliced Wasserstein distance, at the end; 0 for none. They too mix
 *     classes whose shares differ, and are undone where the loss tells
 * @param candidates what the map that is written is chosen from: {@link #ALL} or {@link #LRMF}
 */
public record Phases(
        @JsonIgnore String start,
        int affineSteps,
        double slicedWeight,
        int polishSteps,
        @JsonIgnore String candidates) {
    /** Each coordinate of the source at the target's mean and deviation. */
    public static final String STANDARDISED = "standardised";
    /** The closed form that rows of the training speak for. */
    public static final String BEST = "best";
    /** Closed forms and the end of the training. */
    public static final String ALL = "all";
    /** The end of the training. */
    public static final String LRMF = "lrmf";

    /** {@return the start where it is another than standardised vectors; null there, as in what was saved before there was a choice} */
    public @Nullable String otherStart() {
        return start.equals(STANDARDISED) ? null : start;
    }

    /** {@return whether closed forms may be written too} */
    @JsonIgnore
    public boolean choosesAmongAll() {
        return candidates.equals(ALL);
    }

    /**
     * {@return the phases that settings say}
     *
     * @param settings none of which may be left open
     * @throws IllegalStateException if one that is needed is {@code auto}
     */
    public static Phases of(Settings settings) {
        return new Phases(
                settings.get(TRAINING_START),
                settings.get(TRAINING_AFFINE_STEPS),
                settings.get(TRAINING_SLICED_WEIGHT),
                settings.get(TRAINING_POLISH_STEPS),
                settings.get(TRAINING_CANDIDATES));
    }
}
