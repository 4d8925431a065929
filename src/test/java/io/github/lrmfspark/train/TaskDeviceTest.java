package io.github.lrmfspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.kernel.Capability;
import io.github.lrmfspark.kernel.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskDeviceTest {
    private static final Device CPU = new Device(0, "AVX2", null);

    private static Device t4(int number) {
        return new Device(number, "Tesla T4", new Capability(7, 5));
    }

    @Test
    void executorsThatAreAlikeMakeOneLine() {
        assertThat(TaskDevice.lines(List.of(
                        new TaskDevice("1", "b", CPU, ""),
                        new TaskDevice("0", "a", CPU, ""),
                        new TaskDevice("0", "a", CPU, ""))))
                .containsExactly("2 executors compute on the CPU (AVX2)");
    }

    @Test
    void oneExecutorIsOne() {
        assertThat(TaskDevice.lines(List.of(new TaskDevice("driver", "a", new Device(0, "", null), ""))))
                .containsExactly("1 executor computes on the CPU");
    }

    @Test
    void cardsAreToldByNumber() {
        assertThat(TaskDevice.lines(List.of(
                        new TaskDevice("1", "b", t4(0), "0"),
                        new TaskDevice("0", "a", t4(1), "1"),
                        new TaskDevice("0", "a", t4(0), "0"),
                        new TaskDevice("2", "c", CPU, ""))))
                .containsExactly(
                        "2 executors compute on Tesla T4 of compute capability 7.5: executor 0 on a GPU 0, executor 0 on"
                                + " a GPU 1, executor 1 on b GPU 0",
                        "1 executor computes on the CPU (AVX2)");
    }

    @Test
    void cardsThatAreLeftIdleAreTold() {
        assertThat(TaskDevice.lines(List.of(new TaskDevice("1", "b", CPU, "7"), new TaskDevice("0", "a", CPU, "3"))))
                .containsExactly(
                        "2 executors compute on the CPU (AVX2) and not on the GPU that Spark gave them: executor 0"
                                + " on a GPU 3, executor 1 on b GPU 7; ND4J found no card that it can use there, or the jar was"
                                + " built without -Pcuda");
    }
}
