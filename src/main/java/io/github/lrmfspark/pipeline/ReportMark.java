package io.github.lrmfspark.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.storage.Mark;
import io.github.lrmfspark.storage.Place;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A directory in which a report is or can be written: of what has the names of its files, all was written as such. */
public final class ReportMark implements Mark {
    private static final String TITLE = "alignment report</title>";
    private static final int HEAD = 4096;

    @Override
    public Optional<String> foreign(Place directory) throws IOException {
        if (!directory.exists()) {
            return Optional.empty();
        }
        if (!directory.isDirectory()) {
            return Optional.of(directory + ", which is no directory");
        }
        for (String name : List.of(ReportFiles.JSON, ReportFiles.PAGE)) {
            Place file = directory.child(name);
            if (file.exists() && !isOurs(file)) {
                return Optional.of(file.toString());
            }
        }
        return Optional.empty();
    }

    private static boolean isOurs(Place file) throws IOException {
        if (file.isDirectory()) {
            return false;
        }
        try (InputStream in = file.open()) {
            return file.path().getName().equals(ReportFiles.JSON) ? isReport(in) : isPage(in);
        }
    }

    private static boolean isReport(InputStream in) {
        try {
            JsonNode json = new ObjectMapper().readTree(in);
            return json.path("verdict").isObject() && json.path("provenance").isObject();
        } catch (IOException e) { // no JSON
            return false;
        }
    }

    private static boolean isPage(InputStream in) throws IOException {
        return new String(in.readNBytes(HEAD), UTF_8).contains(TITLE);
    }
}
