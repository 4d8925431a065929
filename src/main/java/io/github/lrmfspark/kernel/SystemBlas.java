package io.github.lrmfspark.kernel;

import java.util.List;

/**
 * The machine's own BLAS, LAPACK and ARPACK, which Spark's ML loads where there are any. Those of OpenBLAS look for a
 * library of the name that ND4J's OpenBLAS has, find that one in the process, and crash in it if it is of another
 * version.
 */
public final class SystemBlas {
    private static final List<String> NAMES = List.of(
            "dev.ludovic.netlib.blas.nativeLib",
            "dev.ludovic.netlib.lapack.nativeLib",
            "dev.ludovic.netlib.arpack.nativeLib");
    private static final String ABSENT = "none";

    private SystemBlas() {}

    /**
     * Has Spark's ML do without them, as on a machine that has none, by system properties of this JVM. Nothing changes
     * where somebody has set them. {@link Device} and {@link Dense} call it when they are loaded, before OpenBLAS is.
     */
    public static void leave() {
        for (String name : NAMES) {
            if (System.getProperty(name) == null) {
                System.setProperty(name, ABSENT);
            }
        }
    }
}
