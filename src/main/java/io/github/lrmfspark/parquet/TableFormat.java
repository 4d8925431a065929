package io.github.lrmfspark.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/** Tables whose own log says which rows of their Parquet files count: read as bare files, removed rows come back. */
enum TableFormat {
    DELTA("Delta Lake") {
        @Override
        boolean isTable(FileSystem files, Path directory) throws IOException {
            return files.exists(new Path(directory, "_delta_log"));
        }
    },
    HUDI("Apache Hudi") {
        @Override
        boolean isTable(FileSystem files, Path directory) throws IOException {
            return files.exists(new Path(directory, ".hoodie"));
        }
    },
    ICEBERG("Apache Iceberg") {
        @Override
        boolean isTable(FileSystem files, Path directory) throws IOException {
            Path metadata = new Path(directory, "metadata");
            return files.exists(metadata)
                    && files.getFileStatus(metadata).isDirectory()
                    && Arrays.stream(files.listStatus(metadata))
                            .map(file -> file.getPath().getName())
                            .anyMatch(name -> name.endsWith(".metadata.json") || name.equals("version-hint.text"));
        }
    };

    /** How far above its data files the log of a table may lie, partitions {@code NAME=VALUE} not counted. */
    private static final int LEVELS = 4;

    private final String title;

    TableFormat(String title) {
        this.title = title;
    }

    abstract boolean isTable(FileSystem files, Path directory) throws IOException;

    private boolean isSeen(FileSystem files, Path directory) throws IOException {
        try {
            return isTable(files, directory);
        } catch (AccessControlException e) {
            return false; // a directory above the set that its readers may not look at
        }
    }

    @Override
    public String toString() {
        return title;
    }

    /** The format of the table that a directory is, or is a part of; empty where it is of none. */
    static Optional<TableFormat> of(FileSystem files, Path directory) throws IOException {
        int level = 0;
        for (Path at = directory; at != null && level < LEVELS; at = at.getParent()) {
            for (TableFormat format : values()) {
                if (format.isSeen(files, at)) {
                    return Optional.of(format);
                }
            }
            level += FileWalk.isPartition(at.getName()) ? 0 : 1;
        }
        return Optional.empty();
    }
}
