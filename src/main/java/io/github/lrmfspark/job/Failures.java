package io.github.lrmfspark.job;

import io.github.lrmfspark.kernel.UnusableDeviceException;
import io.github.lrmfspark.session.Console;
import io.github.lrmfspark.storage.ExceptionMessages;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.List;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** What a person is told of a failure, and the exit code that it gets. */
final class Failures {
    private static final int INDENTATION = 4;

    private Failures() {}

    /**
     * Tells of a failure, a line for each fault, and where it happened only if that is asked for.
     *
     * @return the exit code
     */
    static int explain(Throwable failure, Console console, boolean stackTrace) {
        int code = tell(failure, console);
        if (stackTrace) {
            console.print(ExceptionUtils.getStackTrace(failure).indent(INDENTATION));
            console.flush();
        }
        return code;
    }

    private static int tell(Throwable failure, Console console) {
        List<Throwable> causes = ExceptionUtils.getThrowableList(failure);
        for (Throwable cause : causes) {
            if (cause instanceof InvalidInputException input) {
                input.faults().forEach(console::println);
                return Main.REFUSED;
            }
            if (cause instanceof UnusableDeviceException) {
                console.println(String.valueOf(cause.getMessage()));
                return Main.REFUSED;
            }
        }
        for (Throwable cause : causes) {
            if (cause instanceof LinkageError) {
                console.println(
                        "Expected Spark 3.5 for Scala 2.12, this job's own jar and native libraries for this machine; found "
                                + ExceptionMessages.of(cause)
                                + ". Start it by the scripts in jobs/, or build it for this platform with mvn -DskipTests package");
                return Main.REFUSED;
            }
            if (cause instanceof OutOfMemoryError) {
                console.println("Failed: the memory of this process is used up (" + cause.getMessage()
                        + "). Give it more, as by jobs/align.sh --driver-memory 8g -- …");
                return Main.FAILED;
            }
        }
        console.println("Failed: " + ExceptionMessages.of(failure) + ". Where it happened is told with --stacktrace");
        return Main.FAILED;
    }
}
