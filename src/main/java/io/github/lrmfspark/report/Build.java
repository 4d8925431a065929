package io.github.lrmfspark.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What this software was built from. A value that the build did not fill in is "unknown".
 *
 * @param versions of this software, of what it was built against, and of the Java that runs it, by name
 * @param commit of the repository
 */
public record Build(Map<String, String> versions, String commit) {
    private static final String UNKNOWN = "unknown";

    public Build {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }

    /** The build that is running. */
    public static Build current() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
            properties.load(Objects.requireNonNull(in, "build.properties is missing from the jar"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read build.properties from the jar", e);
        }
        Map<String, String> versions = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            String value = properties.getProperty(name);
            versions.put(name, value.startsWith("${") ? UNKNOWN : value);
        }
        String commit = versions.getOrDefault("commit", UNKNOWN);
        versions.remove("commit");
        versions.put("java", System.getProperty("java.version", UNKNOWN));
        return new Build(versions, commit);
    }
}
