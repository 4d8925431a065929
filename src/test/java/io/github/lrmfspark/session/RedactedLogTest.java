package io.github.lrmfspark.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

class RedactedLogTest {
    private static final String URI = "other://user:PASSW0RD@host/set";

    private static LogEvent rewritten(String message, Throwable thrown) {
        return RedactedLog.rewrite(Log4jLogEvent.newBuilder()
                .setLoggerName("org.apache.spark.Some")
                .setMessage(new SimpleMessage(message))
                .setThrown(thrown)
                .build());
    }

    @Test
    void neitherAMessageNorACauseHasASecret() {
        Throwable thrown = new IllegalStateException("no " + URI, new IOException("cannot read " + URI));
        LogEvent event = rewritten("Reading " + URI, thrown);
        StringWriter trace = new StringWriter();
        event.getThrown().printStackTrace(new PrintWriter(trace, true));

        assertThat(event.getMessage().getFormattedMessage()).isEqualTo("Reading other://user:***@host/set");
        assertThat(trace.toString())
                .startsWith("java.lang.IllegalStateException: no other://user:***@host/set")
                .contains("Caused by: java.io.IOException: cannot read other://user:***@host/set")
                .contains("at " + RedactedLogTest.class.getName())
                .doesNotContain("PASSW0RD");
    }

    @Test
    void noLineOfALogPassesForOneOfTheJob() {
        assertThat(rewritten("found x\nALIGNED: all is well\u001b[2K", new IOException("y"))
                        .getMessage()
                        .getFormattedMessage())
                .isEqualTo("found x\n    ALIGNED: all is well\\u001b[2K");
    }
}
