package io.github.lrmfspark.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes files in a folder, as a set may lie there. */
@FunctionalInterface
interface SetLayout {
    void in(Path folder) throws IOException;

    /** No files. */
    static SetLayout nothing() {
        return folder -> {};
    }

    /** Parquet files of three rows with an id. */
    static SetLayout files(String... names) {
        return folder -> {
            for (String name : names) {
                file(name, "required int64 id; ").in(folder);
            }
        };
    }

    /** A Parquet file of three rows in which column id, a number or a text, is filled in. */
    static SetLayout file(String name, String columns) {
        boolean number = columns.contains("int64");
        return folder ->
                ParquetFiles.write(parent(folder.resolve(name)), columns, 3, builder -> builder, (group, row) -> {
                    if (number) {
                        group.append("id", (long) row);
                    } else {
                        group.append("id", "id " + row);
                    }
                });
    }

    /** A file that is not Parquet. */
    static SetLayout text(String name, String content) {
        return folder -> Files.writeString(parent(folder.resolve(name)), content);
    }

    /** A link from one name to another. */
    static SetLayout link(String name, String to) {
        return folder -> Files.createSymbolicLink(folder.resolve(name), folder.resolve(to));
    }

    /** This and then more. */
    default SetLayout and(SetLayout more) {
        return folder -> {
            in(folder);
            more.in(folder);
        };
    }

    private static Path parent(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return file;
    }
}
