package io.github.lrmfspark.parquet;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.internal.SQLConf;

/**
 * A part of a file: the row groups that have their middle in it.
 *
 * @param file its path
 * @param partition its directories {@code NAME=VALUE}, as one relative path; empty where there are none
 * @param start the first byte
 * @param end the byte after the last one
 * @param empty whether there are no rows in the whole file
 */
record FilePart(String file, String partition, long start, long end, boolean empty) implements Serializable {
    /** The parts of some files, as many in a task as Spark would read in one: large files are divided, small ones go together. */
    static List<List<FilePart>> tasks(List<ParquetFile> files, SQLConf settings, int parallelism) {
        long perFile = settings.filesOpenCostInBytes();
        long all =
                files.stream().mapToLong(file -> file.leaf().bytes() + perFile).sum();
        long most = Math.min(settings.filesMaxPartitionBytes(), Math.max(perFile, all / parallelism));
        List<List<FilePart>> tasks = new ArrayList<>();
        List<FilePart> task = new ArrayList<>();
        long filled = 0;
        for (ParquetFile file : files) {
            for (FilePart part : parts(file, most)) {
                long size = part.end - part.start + perFile;
                if (!task.isEmpty() && filled + size > most) {
                    tasks.add(task);
                    task = new ArrayList<>();
                    filled = 0;
                }
                task.add(part);
                filled += size;
            }
        }
        tasks.add(task);
        return tasks;
    }

    private static List<FilePart> parts(ParquetFile file, long most) {
        FileTree.Leaf leaf = file.leaf();
        if (file.footer().rows() == 0) {
            return List.of(new FilePart(leaf.path(), leaf.partition(), 0, leaf.bytes(), true));
        }
        List<FilePart> parts = new ArrayList<>();
        for (long start = 0; start < leaf.bytes(); start += most) {
            long end = Math.min(leaf.bytes(), start + most);
            parts.add(new FilePart(leaf.path(), leaf.partition(), start, end, false));
        }
        return parts;
    }
}
