package io.github.lrmfspark.train;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.github.lrmfspark.kernel.Device;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * Where a task computes. Found by the task itself, in its executor, and told to the driver through an accumulator.
 *
 * <p>ND4J binds threads, not tasks, to cards. So every task binds its thread again, for Spark gives threads other
 * tasks, and tasks other cards, from round to round.
 *
 * @param executor its executor's id
 * @param host the machine that the executor runs on
 * @param device what ND4J computes on in the thread of the task
 * @param address of the GPU that Spark gave the task, as the discovery script named it; empty where it gave none
 */
record TaskDevice(String executor, String host, Device device, String address) implements Serializable {
    private static final String IDLE =
            "; ND4J found no card that it can use there, or the jar was built without -Pcuda";

    /**
     * Binds the calling thread, which must be that of a task, to the GPU that Spark gave the task. Without one it
     * leaves the thread to the device that ND4J has for it. A GPU that ND4J cannot use is left idle, which {@link
     * #lines} tells.
     *
     * @throws InvalidInputException if Spark gave several, for a task computes on one
     * @throws io.github.lrmfspark.kernel.UnusableDeviceException if the card is not there, or ND4J has no code for it
     */
    static TaskDevice bind() {
        ResourceInformation gpus = TaskContext.get().resourcesJMap().get(GpuStage.GPU);
        if (gpus != null && gpus.addresses().length != 1) {
            throw new InvalidInputException("Expected one GPU a task; found " + gpus.addresses().length + ", "
                    + String.join(", ", gpus.addresses()) + ". Set spark.task.resource.gpu.amount=1");
        }
        String address = gpus == null ? "" : gpus.addresses()[0];
        Device device = gpus == null ? Device.current() : Device.bind(address);
        SparkEnv executor = SparkEnv.get();
        return new TaskDevice(
                executor.executorId(), executor.blockManager().blockManagerId().host(), device, address);
    }

    /**
     * A line for each kind of device that executors compute on, such as {@code 2 executors compute on the CPU (AVX2)}.
     * Cards are named with their executors, and so is every GPU that is left idle.
     *
     * @param tasks of a round; equal ones count once
     */
    static List<String> lines(Collection<TaskDevice> tasks) {
        return tasks.stream()
                .distinct()
                .collect(collectingAndThen(
                        groupingBy(TaskDevice::kind, TreeMap::new, toList()),
                        kinds -> kinds.values().stream().map(TaskDevice::line).toList()));
    }

    private boolean isIdle() {
        return device.capability() == null && !address.isEmpty();
    }

    private String kind() {
        return device + (isIdle() ? " and leave GPUs idle" : "");
    }

    private static String line(List<TaskDevice> alike) {
        TaskDevice one = alike.get(0);
        long executors = alike.stream().map(TaskDevice::executor).distinct().count();
        String line = executors + (executors == 1 ? " executor computes on " : " executors compute on ") + one.device;
        String places =
                alike.stream().map(TaskDevice::place).sorted().distinct().collect(joining(", "));
        if (one.isIdle()) {
            return line + " and not on the GPU that Spark gave them: " + places + IDLE;
        }
        return one.device.capability() == null ? line : line + ": " + places;
    }

    private String place() {
        return "executor " + executor + " on " + host + " GPU " + (isIdle() ? address : device.number());
    }
}
