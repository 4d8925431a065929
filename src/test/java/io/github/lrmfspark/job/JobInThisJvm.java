package io.github.lrmfspark.job;

import java.io.PrintWriter;

/** The job within the JVM of the tests, for those of other packages. */
public final class JobInThisJvm {
    private JobInThisJvm() {}

    /** Runs one command and returns its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... words) {
        return Main.run(out, err, words);
    }
}
