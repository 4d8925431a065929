package io.github.lrmfspark;

/** Texts as nothing of this project writes them. */
public final class CraftedText {
    /** Deeper than a parser that recurs can go. */
    public static final String DEEP = "[".repeat(100_000);

    private CraftedText() {}

    /** The whole with another text in place of a part that has to be there. */
    public static String replace(String whole, String part, String other) {
        if (!whole.contains(part)) {
            throw new IllegalArgumentException("Expected " + part + " in " + whole);
        }
        return whole.replace(part, other);
    }
}
