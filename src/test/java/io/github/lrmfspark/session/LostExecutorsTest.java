package io.github.lrmfspark.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

class LostExecutorsTest {
    private final LostExecutors executors = new LostExecutors();

    private static SparkListenerTaskEnd thrown(Throwable failure) {
        return new SparkListenerTaskEnd(
                0,
                0,
                "ResultTask",
                new ExceptionFailure(failure, JavaConverters.asScalaBuffer(List.of())),
                null,
                null,
                null);
    }

    @Test
    void nothingIsSaidWhereNoneWasLost() {
        executors.onExecutorRemoved(new SparkListenerExecutorRemoved(1, "3", "Executor killed by driver."));
        assertThat(executors.explanation()).isEmpty();
    }

    @Test
    void theirNumberAndTheLastReasonAreSaid() {
        executors.onExecutorRemoved(new SparkListenerExecutorRemoved(1, "0", "worker lost"));
        executors.onExecutorRemoved(new SparkListenerExecutorRemoved(2, "1", "Command exited with code 52"));
        assertThat(executors.explanation())
                .hasValueSatisfying(said -> assertThat(said)
                        .startsWith(
                                "Executors that were lost: 2, the last because of: Command exited with code 52. Most"));
    }

    @Test
    void theLastErrorOfATaskIsSaidInOneLine() {
        executors.onTaskEnd(thrown(new IllegalStateException("at first")));
        executors.onTaskEnd(thrown(new OutOfMemoryError("too little\nof it")));
        executors.onExecutorRemoved(new SparkListenerExecutorRemoved(1, "0", "code 52"));
        assertThat(executors.explanation())
                .hasValueSatisfying(said -> assertThat(said)
                        .contains(
                                "because of: code 52. The last error of a task: java.lang.OutOfMemoryError: too little. ")
                        .doesNotContain("at first"));
    }
}
