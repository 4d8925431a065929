package io.github.lrmfspark.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** What the tests of this package share: two tiny sets and a model of them with its report, made once and never changed. */
final class Fixture {
    private static final Fixture SHARED = new Fixture();

    private final Path root;

    private Fixture() {
        try {
            root = Files.createTempDirectory("fuzz");
            FileUtils.forceDeleteOnExit(root.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes it when it is first asked for. A Spark session has to be there. */
    static Fixture shared() {
        SHARED.make();
        return SHARED;
    }

    private synchronized void make() {
        if (!Files.exists(model())) {
            TinyJobs.generate(sets(), 60);
            TinyJobs.train(sets(), model());
        }
    }

    /** Holds {@code source} and {@code target}. */
    Path sets() {
        return root.resolve("moons");
    }

    Path source() {
        return sets().resolve("source");
    }

    Path model() {
        return root.resolve("model");
    }
}
