package io.github.lrmfspark.report;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells for a terminal: the first column is aligned to the left, the others to the right. Immutable. */
public final class TextTable {
    private final List<List<String>> rows;

    private TextTable(List<List<String>> rows) {
        this.rows = rows;
    }

    /** A table of one line, the header. */
    public static TextTable of(String... header) {
        if (header.length == 0) {
            throw new IllegalArgumentException("Expected at least one column; found none");
        }
        return new TextTable(List.of(List.of(header)));
    }

    /** This table with one line more. */
    public TextTable row(String... cells) {
        int columns = rows.get(0).size();
        if (cells.length != columns) {
            throw new IllegalArgumentException("Expected " + columns + " cells; found " + List.of(cells));
        }
        List<List<String>> more = new ArrayList<>(rows);
        more.add(List.of(cells));
        return new TextTable(List.copyOf(more));
    }

    /** The lines, each ended by a line feed. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String padding = " ".repeat(width(column) - row.get(column).length());
                line.append(column == 0 ? row.get(column) + padding : "  " + padding + row.get(column));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
    }
}
