package io.github.lrmfspark.ml;

import io.github.lrmfspark.ml.MemoryNeed.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.network.util.JavaUtils;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Where Spark was given less memory, or more threads, than a fit needs: a line for each, with the words that mend it.
 * Nothing is changed and nothing refused. The needs are estimates ({@link MemoryNeed}), and a fit may do with less.
 *
 * <p>It is looked at, in this order, in bytes:
 *
 * <ul>
 *   <li>the driver's heap, against .95 of its need;
 *   <li>the driver's limits of JavaCPP: arrays off the heap, and all of the process;
 *   <li>an executor's heap, memory outside it, and limits, likewise;
 *   <li>{@code spark.driver.maxResultSize}, by default 1 GiB, against what all workers send in one round;
 *   <li>threads of OpenMP and of OpenBLAS: tasks at a time × threads of each are to be no more than the cores.
 * </ul>
 *
 * <p>Where driver and executor are one process, in {@code local} mode, their needs are added and the executor's lines
 * left out.
 *
 * <p>Where a limit of JavaCPP is not set it follows from the heap: {@code maxbytes} is the heap, {@code
 * maxphysicalbytes} three heaps more; 0 is none. Spark bounds memory outside the heap on YARN and Kubernetes only, by
 * default by a tenth of the heap and no less than 384 MiB. An unset number of threads is that of the machine's cores.
 */
final class MemoryWarnings {
    private static final String LIMIT = "org.bytedeco.javacpp.";
    private static final long MEBIBYTE = 1 << 20;
    private static final List<String> THREADS = List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS");
    private static final double LEAST_SHARE =
            0.95; // some collectors count a part of the heap that was asked for as their own

    private final MemoryNeed need;
    private final Given given;
    private final List<String> lines = new ArrayList<>();

    /**
     * What Spark was given.
     *
     * @param spark its configuration, by key
     * @param environment of this process, the driver, by name
     * @param properties of this process, by name
     * @param heap of this process, in bytes
     * @param cores of one executor, or of the machine in {@code local} mode
     * @param tasks of one executor at a time, at least 1
     */
    record Given(
            Map<String, String> spark,
            Map<String, String> environment,
            Map<String, String> properties,
            long heap,
            int cores,
            int tasks) {

        /**
         * What a running Spark was given for a fit.
         *
         * @param context asked for its configuration and its executors
         * @param workers W, partitions that train at a time
         * @return as of now; executors that come later do not count
         * @throws NumberFormatException if a number of cores in the configuration is none
         */
        static Given of(SparkContext context, int workers) {
            Map<String, String> spark =
                    Stream.of(context.getConf().getAll()).collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
            Map<String, String> properties = System.getProperties().stringPropertyNames().stream()
                    .collect(Collectors.toMap(name -> name, name -> System.getProperty(name, "")));
            int parallelism = context.defaultParallelism();
            int executors = context.statusTracker().getExecutorInfos().length - 1;
            int slots = context.isLocal() ? parallelism : executorCores(spark, parallelism / Math.max(1, executors));
            int tasks = slots / Integer.parseInt(spark.getOrDefault("spark.task.cpus", "1"));
            return new Given(
                    spark,
                    System.getenv(),
                    properties,
                    Runtime.getRuntime().maxMemory(),
                    context.isLocal() ? Runtime.getRuntime().availableProcessors() : slots,
                    Math.max(1, Math.min(workers, tasks)));
        }

        /** A standalone worker gives all its cores to an executor, other masters one. */
        private static int executorCores(Map<String, String> spark, int ofAWorker) {
            String set = spark.get("spark.executor.cores");
            if (set != null) {
                return Integer.parseInt(set);
            }
            return spark.getOrDefault("spark.master", "").startsWith("spark:") ? Math.max(1, ofAWorker) : 1;
        }

        /** {@return what the configuration has under a key, or else {@code otherwise}} */
        String spark(String key, String otherwise) {
            return Objects.requireNonNull(spark.getOrDefault(key, otherwise));
        }

        /** {@return whether driver and executor are one process} */
        boolean local() {
            return spark("spark.master", "local").startsWith("local");
        }

        /** Whether the master bounds memory outside the heap, as YARN and Kubernetes do. */
        private boolean contained() {
            String master = spark("spark.master", "");
            return master.startsWith("yarn") || master.startsWith("k8s");
        }
    }

    private MemoryWarnings(MemoryNeed need, Given given) {
        this.need = need;
        this.given = given;
    }

    /**
     * The warnings.
     *
     * @param need of a fit
     * @param given to it
     * @return a line for each shortage: what was expected, what was found and what to give; none where all is enough
     * @throws NumberFormatException if a size or a number of threads in the configuration is none
     */
    static List<String> of(MemoryNeed need, Given given) {
        MemoryWarnings warnings = new MemoryWarnings(need, given);
        if (given.local()) {
            warnings.driver(need.together());
        } else {
            warnings.driver(need.driver());
            warnings.executor(need.executor());
        }
        warnings.results();
        THREADS.forEach(warnings::threads);
        return List.copyOf(warnings.lines);
    }

    /** Heap and limits of this process. */
    private void driver(Part part) {
        atLeast(part.heap(), given.heap, "the driver's heap", "--driver-memory %s");
        limits(
                part,
                given.heap,
                "the driver",
                given.properties.get(LIMIT + "maxbytes"),
                given.properties.get(LIMIT + "maxphysicalbytes"),
                "--driver-java-options \"%s\"");
    }

    /** Heap, memory outside it and limits of an executor, as the configuration gives them. */
    private void executor(Part part) {
        long heap = JavaUtils.byteStringAsMb(given.spark("spark.executor.memory", "1g")) * MEBIBYTE;
        atLeast(part.heap(), heap, "an executor's heap", "--executor-memory %s");
        if (given.contained()) {
            long overhead = JavaUtils.byteStringAsMb(
                            given.spark("spark.executor.memoryOverhead", defaultOverhead(heap) / MEBIBYTE + "m"))
                    * MEBIBYTE;
            atLeast(
                    part.overhead(),
                    overhead,
                    "an executor's memory outside the heap",
                    "--conf spark.executor.memoryOverhead=%s");
        }
        String options = given.spark("spark.executor.defaultJavaOptions", "") + " "
                + given.spark("spark.executor.extraJavaOptions", "");
        limits(
                part,
                heap,
                "an executor",
                lastOf(options, "maxbytes"),
                lastOf(options, "maxphysicalbytes"),
                "--conf \"spark.executor.extraJavaOptions=%s\"");
    }

    private long defaultOverhead(long heap) {
        double factor = Double.parseDouble(given.spark("spark.executor.memoryOverheadFactor", "0.1"));
        return Math.max((long) (factor * heap), 384 * MEBIBYTE);
    }

    /** The two limits of JavaCPP in a process, one line for both. A limit of 0 is none. */
    private void limits(
            Part part, long heap, String process, @Nullable String bytes, @Nullable String physical, String words) {
        long mostBytes = bytes == null ? heap : JavaUtils.byteStringAsBytes(bytes);
        long mostPhysical = physical == null ? mostBytes + 3 * heap : JavaUtils.byteStringAsBytes(physical);
        if (isShort(part.offHeap(), mostBytes) || isShort(part.total(), mostPhysical)) {
            String wanted = "-D%smaxbytes=%s -D%smaxphysicalbytes=%s"
                    .formatted(LIMIT, text(part.offHeap()), LIMIT, text(part.total()));
            lines.add("Expected %s to be allowed %s of arrays off the heap and %s in all; found %s and %s. Give "
                            .formatted(
                                    process,
                                    text(part.offHeap()),
                                    text(part.total()),
                                    limit(mostBytes),
                                    limit(mostPhysical))
                    + words.formatted(wanted));
        }
    }

    /** What Spark lets tasks send back in one job, which a round is. */
    private void results() {
        long most = JavaUtils.byteStringAsBytes(given.spark("spark.driver.maxResultSize", "1g"));
        if (isShort(need.results(), most)) {
            atLeast(need.results(), most, "what the workers of a round send", "--conf spark.driver.maxResultSize=%s");
        }
    }

    /** One variable of the environment. One task, or one thread a task, is never too much. */
    private void threads(String name) {
        String set = given.local() ? given.environment.get(name) : given.spark.get("spark.executorEnv." + name);
        int threads = set == null ? given.cores : Integer.parseInt(set.strip());
        if (threads > 1 && given.tasks > 1 && threads * given.tasks > given.cores) {
            int enough = Math.max(1, given.cores / given.tasks);
            lines.add("Expected %d tasks on %d cores to have %d threads each; found %s. Give %s%s=%d"
                    .formatted(
                            given.tasks,
                            given.cores,
                            enough,
                            set == null ? name + " unset" : name + "=" + set,
                            given.local() ? "" : "--conf spark.executorEnv.",
                            name,
                            enough));
        }
    }

    /** A line if less than .95 of a need was given. */
    private void atLeast(long needed, long found, String what, String words) {
        if (found < LEAST_SHARE * needed) {
            lines.add("Expected at least %s for %s; found %s. Give ".formatted(text(needed), what, text(found))
                    + words.formatted(text(needed)));
        }
    }

    private static boolean isShort(long needed, long limit) {
        return limit > 0 && limit < needed;
    }

    /** What Java's options say of a limit: the last one, as Java takes it. */
    private static @Nullable String lastOf(String options, String limit) {
        return Pattern.compile("-D" + Pattern.quote(LIMIT + limit) + "=(\\S+)")
                .matcher(options)
                .results()
                .map(found -> found.group(1))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private static String limit(long bytes) {
        return bytes == 0 ? "no limit" : text(bytes);
    }

    /** Whole mebibytes, as Spark and Java read them. */
    private static String text(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE + "m";
    }
}
