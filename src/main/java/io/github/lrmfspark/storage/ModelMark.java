package io.github.lrmfspark.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A saved model of the job: {@code metadata/}, which names one of its classes, and {@code data/}, both as Spark ML writes them. */
final class ModelMark implements Mark {
    private static final String METADATA = "metadata";
    private static final String DATA = "data";
    private static final String CLASSES = "io.github.lrmfspark.";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Optional<String> foreign(Place directory) throws IOException {
        Optional<String> foreign = foreignInUnfinished(directory);
        return foreign.isPresent() || isEmpty(directory) || namesOurClass(directory.child(METADATA))
                ? foreign
                : Optional.of(directory.child(METADATA) + ", which names no model of the job");
    }

    @Override
    public Optional<String> foreignInUnfinished(Place directory) throws IOException {
        if (!directory.isDirectory()) {
            return SparkFiles.PARQUET.foreign(directory);
        }
        for (Place.Entry entry : directory.entries()) {
            Optional<String> foreign = switch (entry.name()) {
                case METADATA -> SparkFiles.TEXT.foreign(entry.place());
                case DATA -> SparkFiles.PARQUET.foreign(entry.place());
                default -> SparkFiles.PARQUET.foreign(entry, false); // of a rehearsal
            };
            if (foreign.isPresent()) {
                return foreign;
            }
        }
        return Optional.empty();
    }

    private static boolean isEmpty(Place directory) throws IOException {
        return !directory.exists() || directory.entries().isEmpty();
    }

    private static boolean namesOurClass(Place metadata) throws IOException {
        if (metadata.exists()) {
            for (Place.Entry part : metadata.entries()) {
                if (part.name().startsWith("part-") && namesOneOfOurs(part.place())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean namesOneOfOurs(Place part) {
        try (InputStream in = part.open()) {
            return JSON.readTree(in).path("class").asText().startsWith(CLASSES);
        } catch (IOException e) { // damaged, so it names nothing
            return false;
        }
    }
}
