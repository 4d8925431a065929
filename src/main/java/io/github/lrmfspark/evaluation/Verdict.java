package io.github.lrmfspark.evaluation;

/**
 * Whether a map aligned the domains, by one rule over the figures of a {@link Comparison}.
 *
 * @param outcome the word for it
 * @param reason one sentence of why, for a person
 * @param rule the rule itself, in words
 */
public record Verdict(Outcome outcome, String reason, String rule) {
    /** What a map came to. */
    public enum Outcome {
        ALIGNED,
        IMPROVED,
        UNCHANGED,
        HARMED
    }

    /** Applies the rule. */
    public static Verdict of(Comparison comparison) {
        double before = comparison
                .of(Comparison.Column.BEFORE)
                .get("slicedWasserstein2")
                .value();
        double after =
                comparison.of(Comparison.Column.AFTER).get("slicedWasserstein2").value();
        return new Verdict(after < before ? Outcome.IMPROVED : Outcome.UNCHANGED, "", "");
    }
}
