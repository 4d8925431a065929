package io.github.lrmfspark.storage;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Why something failed, in one line: what was said where it happened, on whichever machine, and not what Spark adds on the way. */
public final class ExceptionMessages {
    private static final String OF_SPARK = "Job aborted";

    private ExceptionMessages() {}

    /** The first lines of the messages of a failure and its causes, from the outermost to the root; each thing is said once. */
    public static String of(Throwable failure) {
        List<String> said = new ArrayList<>();
        for (Throwable cause : ExceptionUtils.getThrowableList(failure)) {
            String line = StringUtils.substringBefore(ExceptionUtils.getMessage(cause), "\n");
            String message = StringUtils.substringBefore(String.valueOf(cause.getMessage()), "\n");
            said.removeIf(before -> before.contains(message));
            if (!message.startsWith(OF_SPARK)) {
                said.add(line);
            }
        }
        return said.isEmpty() ? ExceptionUtils.getRootCauseMessage(failure) : String.join(" ", said);
    }

    /** Whether a file is no Parquet, or not any more: then reading it once more is of no use. */
    public static boolean isDamagedParquet(Throwable failure) {
        return ExceptionUtils.getThrowableList(failure).stream()
                .anyMatch(cause -> cause.getClass().getName().contains(".parquet.")
                        || StringUtils.contains(cause.getMessage(), "is not a Parquet file"));
    }
}
