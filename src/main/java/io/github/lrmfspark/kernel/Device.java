package io.github.lrmfspark.kernel;

import java.io.Serializable;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * What ND4J computes on in a thread: the CPU, or one card by CUDA. Which of the two is decided when ND4J is loaded, for
 * the whole process; which card is a matter of each thread.
 *
 * @param number of the card, as CUDA counts those that the process sees; 0 for the CPU
 * @param name of the card, or of the vector instructions that ND4J's library for the CPU was built for; empty where
 *     unknown
 * @param capability of the card; null for the CPU
 */
public record Device(int number, String name, @Nullable Capability capability) implements Serializable {
    /**
     * What libnd4jcuda.so of ND4J 1.0.0-M2.1 holds machine code for; it holds no PTX that a later card could compile.
     */
    private static final List<Capability> CARRIED = List.of(
            new Capability(3, 7),
            new Capability(5, 0),
            new Capability(5, 2),
            new Capability(6, 0),
            new Capability(6, 1),
            new Capability(7, 0),
            new Capability(7, 5),
            new Capability(8, 0),
            new Capability(8, 6));

    static {
        SystemBlas.leave();
    }

    /**
     * Whether ND4J computes on the CPU, which it does where it has no other backend or that one finds no card.
     *
     * @throws UnusableDeviceException if its native libraries do not load
     */
    static boolean isCpu() {
        try {
            return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
        } catch (LinkageError e) {
            throw new UnusableDeviceException(
                    "Expected ND4J's native libraries for " + Loader.getPlatform()
                            + " in the jar; found none that load. Build the jar for the platform of the executors, as with mvn"
                            + " -Plinux-arm64",
                    e);
        }
    }

    /**
     * The device of the calling thread.
     *
     * @return the CPU, or the card that ND4J has for the thread
     * @throws UnusableDeviceException if it is a card that ND4J has no code for, or ND4J's native libraries do not load
     */
    public static Device current() {
        return isCpu()
                ? new Device(0, instructions(ops().binaryLevel()), null)
                : card(Nd4j.getAffinityManager().getDeviceForCurrentThread());
    }

    /**
     * Has the calling thread compute on a card from now on. Changes nothing where ND4J computes on the CPU.
     *
     * @param address the number of the card, as CUDA counts those that the process sees
     * @return the device of the thread now
     * @throws UnusableDeviceException if there is no such card, or ND4J has no code for it
     */
    public static Device bind(String address) {
        if (!isCpu()) {
            Device card = card(number(address, ops().getAvailableDevices()));
            Nd4j.getAffinityManager().unsafeSetDevice(card.number);
        }
        return current();
    }

    /**
     * The number that an address names.
     *
     * @param address of a card, as Spark gives it
     * @param cards how many CUDA finds
     * @throws UnusableDeviceException if it is no number of one of them
     */
    static int number(String address, int cards) {
        if (!address.matches("\\d{1,9}") || Integer.parseInt(address) >= cards) {
            throw new UnusableDeviceException("Expected the address of a GPU to be the number of one of the " + cards
                    + " that CUDA finds, from 0 on; found '" + address
                    + "'. Let the discovery script print such numbers, as conf/gpus.sh does");
        }
        return Integer.parseInt(address);
    }

    private static Device card(int number) {
        NativeOps ops = ops();
        Capability capability = new Capability(ops.getDeviceMajor(number), ops.getDeviceMinor(number));
        return new Device(number, ops.getDeviceName(number), capability).checked();
    }

    /**
     * This device, if ND4J has machine code for it; a CPU always passes.
     *
     * @throws UnusableDeviceException if it is a card that ND4J has no code for
     */
    Device checked() {
        Capability found = capability;
        if (found != null && CARRIED.stream().noneMatch(found::runs)) {
            throw new UnusableDeviceException("Expected a card of compute capability 3.7 or 5.0 to 8.9, which is what"
                    + " ND4J's CUDA libraries have machine code for; found GPU " + number + ", " + name
                    + ", of compute capability " + found
                    + ". Use a card up to the Ada generation, or compute on CPUs: build the jar without -Pcuda");
        }
        return this;
    }

    private static NativeOps ops() {
        return NativeOpsHolder.getInstance().getDeviceNativeOps();
    }

    /** The vector instructions by ND4J's number for a build of its library. */
    private static String instructions(int level) {
        return switch (level) {
            case 2 -> "AVX2";
            case 3 -> "AVX512";
            default -> "";
        };
    }

    /** What it is, without its number. */
    @Override
    public String toString() {
        if (capability != null) {
            return name + " of compute capability " + capability;
        }
        return name.isEmpty() ? "the CPU" : "the CPU (" + name + ")";
    }
}
