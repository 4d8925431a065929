package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.junit.jupiter.api.Test;

class LostExecutorsTest {
    private final LostExecutors executors = new LostExecutors();

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
}
