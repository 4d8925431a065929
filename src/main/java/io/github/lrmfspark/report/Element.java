package io.github.lrmfspark.report;

import io.github.lrmfspark.storage.Printable;
import java.util.List;

/**
 * An element of a page with its content, as markup that is well-formed XML and HTML alike. Text and the values of attributes
 * are escaped. Filled in place; not thread-safe.
 */
public final class Element {
    private final String name;
    private final StringBuilder attributes = new StringBuilder();
    private final StringBuilder content = new StringBuilder();

    private Element(String name) {
        this.name = name;
    }

    /** An element without content. */
    public static Element of(String name) {
        return new Element(name);
    }

    /** An element of a CSS class, or of several with spaces between them. */
    public static Element of(String name, String styles) {
        return new Element(name).with("class", styles);
    }

    /** This element with an attribute more. */
    public Element with(String attribute, String value) {
        attributes
                .append(' ')
                .append(attribute)
                .append("=\"")
                .append(escaped(value))
                .append('"');
        return this;
    }

    /** This element with text after its content. */
    public Element text(String text) {
        content.append(escaped(text));
        return this;
    }

    /** This element with others after its content. */
    public Element add(Element... elements) {
        return add(List.of(elements));
    }

    /** This element with others after its content. */
    public Element add(List<Element> elements) {
        elements.forEach(content::append);
        return this;
    }

    @Override
    public String toString() {
        return "<" + name + attributes + ">" + content + "</" + name + ">";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(allowed(c) ? c : 0xfffd);
            }
        });
        return escaped.toString();
    }

    /** Whether XML 1.0 has the character, HTML means that one by it, and it does not change how those around it are shown. */
    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || !(Printable.isEscaped(c) || (c & 0xfffe) == 0xfffe);
    }
}
