package io.github.lrmfspark.session;

import io.github.lrmfspark.storage.Printable;
import io.github.lrmfspark.storage.Redaction;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Where the job says something, and the one door that it goes through: without secrets, see {@link Redaction}, and without
 * characters that a terminal would obey, see {@link Printable}. A line that is printed as one stays one.
 */
public final class Console extends PrintWriter {
    private volatile boolean closing;

    public Console(Writer out) {
        super(out, true);
    }

    /** Prints one line, whatever is in it. */
    @Override
    public void println(String line) {
        super.println(Printable.line(line));
    }

    @Override
    public void println() {
        if (!closing) {
            super.println();
        }
    }

    @Override
    public void write(String text, int from, int length) {
        if (!closing) {
            String shown = Redaction.of(Printable.lines(text.substring(from, from + length)));
            super.write(shown, 0, shown.length());
        }
    }

    /** Says nothing more, but for the last line. */
    void silence() {
        closing = true;
    }

    /** The last line, after {@link #silence}. */
    void last(String line) {
        String shown = Redaction.of(Printable.line(line)) + System.lineSeparator();
        super.write(shown, 0, shown.length());
        flush();
    }
}
