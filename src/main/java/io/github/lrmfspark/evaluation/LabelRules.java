package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.Samples;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.storage.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What can be said by the labels of two samples, and why not where it cannot: an accuracy needs a label that both sets have, and
 * a regression few classes with rows enough.
 */
public final class LabelRules {
    /** Classes that a regression is learnt of at most. */
    private static final int MOST_CLASSES = 200;
    /** Rows a class, in the mean, that a regression is learnt of at least. */
    private static final int LEAST_ROWS = 5;
    /** Folds of the target whose rows are given labels by the others. */
    private static final int FOLDS = 5;
    /** Labels that a note names. */
    private static final int NAMED = 3;
    /** Characters of a name that is shown in full. */
    private static final int LONGEST_NAME = 40;

    private LabelRules() {}

    /** Whether a source row can have the label of a target row at all. */
    static boolean comparable(AlignedSamples samples) {
        Set<Integer> ofTarget = distinct(samples.target()).boxed().collect(Collectors.toSet());
        return distinct(samples.source()).anyMatch(ofTarget::contains);
    }

    /** Whether a regression can be learnt of the target's labels: few enough, with rows enough. */
    static boolean learnable(AlignedSamples samples) {
        long classes = distinct(samples.target()).count();
        return classes <= MOST_CLASSES && samples.target().rows().rows() >= LEAST_ROWS * classes;
    }

    /**
     * The share of a target's rows that the others give their own label: the floor of an accuracy, which is its ceiling.
     *
     * @param draws of the target
     * @param right how many source rows of a sample are given their own label
     * @return none where no label is twice
     */
    static Optional<Estimate> floor(FloorDraws draws, ToIntFunction<AlignedSamples> right) {
        List<AlignedSamples> folds = draws.folds(FOLDS);
        return folds.stream().anyMatch(LabelRules::comparable)
                ? Optional.of(Estimate.ofProportion(
                        folds.stream().mapToInt(right).sum(),
                        folds.stream()
                                .mapToInt(fold -> fold.source().rows().rows())
                                .sum()))
                : Optional.empty();
    }

    /**
     * {@return sentences for a report on what its figures leave out; none where they leave out nothing}
     *
     * @param samples the rows that are judged
     * @param labels their names and types
     */
    public static List<String> notes(AlignedSamples samples, Samples.Labels labels) {
        List<String> notes = new ArrayList<>();
        if (!samples.source().labelled() || !samples.target().labelled()) {
            return notes;
        }
        int rows = samples.target().rows().rows();
        if (!comparable(samples)) {
            notes.add(String.format(
                    Locale.ROOT,
                    "No label is common to the %,d source rows and the %,d target rows that are judged, so there is no label"
                            + " accuracy: the source has %s (%s), the target has %s (%s).",
                    samples.source().rows().rows(),
                    rows,
                    some(samples.source(), labels),
                    labels.sourceType(),
                    some(samples.target(), labels),
                    labels.targetType()));
        } else if (!learnable(samples)) {
            notes.add(String.format(
                    Locale.ROOT,
                    "The %,d target rows that are judged have %,d different labels; a regression is learnt of %d at most, with"
                            + " %d rows each in the mean, so labelAccuracyLogistic is left out.",
                    rows,
                    distinct(samples.target()).count(),
                    MOST_CLASSES,
                    LEAST_ROWS));
        }
        return notes;
    }

    /** The first labels of a sample by name, and how many more there are. */
    private static String some(Sample sample, Samples.Labels labels) {
        int[] numbers = distinct(sample).sorted().toArray();
        String first = Arrays.stream(numbers)
                .limit(NAMED)
                .mapToObj(number -> "'" + name(labels.names(), number) + "'")
                .collect(Collectors.joining(", "));
        return numbers.length > NAMED
                ? String.format(Locale.ROOT, "%s and %,d more", first, numbers.length - NAMED)
                : first;
    }

    /** The name of a label, cut where it is long; its number where it has none. */
    static String name(List<String> names, int number) {
        String name = number < names.size() ? Printable.line(names.get(number)) : String.valueOf(number);
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    /** The numbers of the labels of a sample, each once. */
    private static IntStream distinct(Sample sample) {
        return Arrays.stream(sample.labels()).distinct();
    }
}
