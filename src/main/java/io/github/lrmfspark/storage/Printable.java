package io.github.lrmfspark.storage;

/**
 * Text as it may be shown: what a terminal would obey or hide is written as Java and JSON write it, such as {@code \u001b}. That
 * are controls, separators of lines and paragraphs, lone surrogates, and invisible format characters, those that turn the
 * direction of text among them; but not the joiners of scripts and emoji.
 */
public final class Printable {
    private static final int NON_JOINER = 0x200c;
    private static final int JOINER = 0x200d;

    private Printable() {}

    /** The text on one line. */
    public static String line(String text) {
        return escaped(text, "");
    }

    /** The text with its lines and tabs. */
    public static String lines(String text) {
        return escaped(text, "\n\t");
    }

    /** Whether a character is written as an escape. */
    public static boolean isEscaped(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> codePoint != NON_JOINER && codePoint != JOINER;
            default -> false;
        };
    }

    /** The escape of a character of 16 bits. */
    public static String escape(char character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) character);
        };
    }

    private static String escaped(String text, String kept) {
        if (text.codePoints().noneMatch(Printable::isEscaped)) {
            return text;
        }
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (!isEscaped(c) || kept.indexOf(c) >= 0) {
                printable.appendCodePoint(c);
            } else {
                Character.toString(c).chars().forEach(part -> printable.append(escape((char) part)));
            }
        });
        return printable.toString();
    }
}
