package io.github.lrmfspark.job;

import io.github.lrmfspark.ml.LrmfAligner;
import io.github.lrmfspark.storage.Marks;
import io.github.lrmfspark.storage.RunPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the private models of the bound are kept: an input where they are there already, else an output. */
final class PrivateModelMixin {
    @Option(
            names = "--private-models",
            paramLabel = "DIR",
            description =
                    "Where the densities of either set alone are kept: those that are there are used, else they are"
                            + " fitted and saved (default: fitted and not saved).")
    private @Nullable String directory;

    void addTo(RunPlan plan) {
        if (directory != null) {
            plan.readsOrWrites("--private-models", directory, Marks.SET);
        }
    }

    LrmfAligner setOn(LrmfAligner aligner) {
        return directory == null ? aligner : aligner.setPrivateModels(directory);
    }
}
