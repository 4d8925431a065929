package io.github.lrmfspark.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Spark's own standalone cluster: a master and workers of one core each, all of them processes on the loopback interface. */
final class StandaloneCluster implements AutoCloseable {
    private static final Path SPARK = Path.of("target/spark").toAbsolutePath();
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SPARK_HOME",
            SPARK.toString(),
            "SPARK_SCALA_VERSION",
            "2.12",
            "SPARK_LOCAL_IP",
            Loopback.HOST,
            "SPARK_NO_DAEMONIZE",
            "1");

    private final Path folder;
    private final String url;
    private final Child master;
    private final List<Child> workers = new ArrayList<>();

    /** @param folder for logs and the workers' files */
    StandaloneCluster(Path folder, int workers) throws IOException, InterruptedException {
        this(folder, Collections.nCopies(workers, List.of()));
    }

    /** @param workers what each one's JVM is told beside its heap, such as properties of Spark */
    StandaloneCluster(Path folder, List<List<String>> workers) throws IOException, InterruptedException {
        this.folder = folder;
        int port = Loopback.freePort();
        this.url = "spark://" + Loopback.HOST + ":" + port;
        this.master = daemon("master", List.of(), "org.apache.spark.deploy.master.Master", "--port", "" + port);
        try {
            master.await("the master", () -> master.err().contains("New state: ALIVE"));
            for (int i = 0; i < workers.size(); i++) {
                String name = "worker" + i;
                String files = folder.resolve(name).toString();
                this.workers.add(daemon(
                        name,
                        workers.get(i),
                        "org.apache.spark.deploy.worker.Worker",
                        "--cores",
                        "1",
                        "--memory",
                        "2g",
                        "--work-dir",
                        files,
                        url));
            }
            master.await("the workers", () -> master.count("Registering worker") == workers.size());
        } catch (AssertionError | InterruptedException e) {
            close();
            throw e;
        }
    }

    private Child daemon(String name, List<String> options, String mainClass, String... more) throws IOException {
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        words.addAll(options);
        words.addAll(
                List.of("-cp", SPARK.resolve("jars") + "/*", mainClass, "--host", Loopback.HOST, "--webui-port", "0"));
        words.addAll(List.of(more));
        return Child.start(folder, name, ENVIRONMENT, words);
    }

    /** Where spark-submit finds this cluster. */
    String url() {
        return url;
    }

    Child worker(int number) {
        return workers.get(number);
    }

    /** The executor that a worker runs for the one application there is. */
    ProcessHandle executor(int worker) {
        return workers.get(worker).running("CoarseGrainedExecutorBackend");
    }

    /** How many executors run. */
    long executors() {
        return workers.stream()
                .flatMap(worker -> worker.all().stream())
                .filter(handle -> handle.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .count();
    }

    @Override
    public void close() {
        workers.forEach(Child::close);
        master.close();
    }
}
