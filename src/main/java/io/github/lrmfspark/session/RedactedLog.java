package io.github.lrmfspark.session;

import io.github.lrmfspark.storage.Printable;
import io.github.lrmfspark.storage.Redaction;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.rewrite.RewriteAppender;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;

/** What Spark and Hadoop log in this process, whatever Log4j was told: without secrets, and printable. */
public final class RedactedLog {
    private static final String SUFFIX = "-redacted";
    private static final int DEEPEST = 20;

    private RedactedLog() {}

    /** Puts {@link #rewrite} before every appender, once. */
    public static void install() {
        if (LogManager.getContext(false) instanceof LoggerContext context) {
            context.getConfiguration().getLoggers().values().forEach(logger -> install(context, logger));
            context.updateLoggers();
        }
    }

    /** Logs nothing any more. */
    static void silence() {
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
    }

    private static void install(LoggerContext context, LoggerConfig logger) {
        for (AppenderRef appender : List.copyOf(logger.getAppenderRefs())) {
            if (logger.getAppenders().containsKey(appender.getRef())) {
                Appender redacted = RewriteAppender.createAppender(
                        appender.getRef() + SUFFIX,
                        "true",
                        new AppenderRef[] {AppenderRef.createAppenderRef(appender.getRef(), null, null)},
                        context.getConfiguration(),
                        RedactedLog::rewrite,
                        null);
                redacted.start();
                logger.removeAppender(appender.getRef());
                logger.addAppender(redacted, appender.getLevel(), appender.getFilter());
            }
        }
    }

    static LogEvent rewrite(LogEvent event) {
        return new Log4jLogEvent.Builder(event)
                .setMessage(new SimpleMessage(shown(event.getMessage().getFormattedMessage())))
                .setThrownProxy(null)
                .setThrown(Shown.of(event.getThrown(), DEEPEST))
                .build();
    }

    /** Further lines are indented, so that none of them passes for one of the job. */
    private static String shown(String text) {
        return Redaction.of(Printable.lines(text)).replace("\n", "\n    ");
    }

    /** An exception as it may be logged, under the name of the one that was thrown. */
    @SuppressWarnings("OverrideThrowableToString")
    private static final class Shown extends Exception {
        private final String text;

        private Shown(Throwable thrown, @Nullable Throwable cause) {
            super(shown(String.valueOf(thrown.getMessage())), cause, false, true);
            this.text = shown(thrown.toString());
            setStackTrace(thrown.getStackTrace());
        }

        /** @param depth of causes that are told */
        static @Nullable Throwable of(@Nullable Throwable thrown, int depth) {
            return thrown == null || depth == 0 ? null : new Shown(thrown, of(thrown.getCause(), depth - 1));
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
