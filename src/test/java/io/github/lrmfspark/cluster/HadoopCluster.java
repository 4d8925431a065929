package io.github.lrmfspark.cluster;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.server.nodemanager.NodeManager;
import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.fifo.FifoScheduler;

/** Hadoop on the loopback interface: HDFS in this process, and YARN's resource manager and a node manager as processes. */
final class HadoopCluster implements AutoCloseable {
    private static final String JAVA = System.getProperty("java.home");

    private final Path folder;
    private final MiniDFSCluster hdfs;
    private final YarnClient yarn = YarnClient.createYarnClient();
    private final Child resourceManager;
    private final Child nodeManager;

    /** @param folder for logs, blocks and containers */
    HadoopCluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Configuration blocks = new Configuration();
        blocks.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
        this.hdfs = new MiniDFSCluster.Builder(blocks).numDataNodes(1).build();
        Configuration site = site();
        Files.createDirectory(configuration());
        for (String file : List.of("core-site.xml", "yarn-site.xml")) {
            try (OutputStream out = Files.newOutputStream(configuration().resolve(file))) {
                site.writeXml(out);
            }
        }
        this.yarn.init(site);
        this.yarn.start();
        this.resourceManager = daemon(ResourceManager.class);
        this.nodeManager = daemon(NodeManager.class);
        try {
            resourceManager.await("the resource manager", () -> nodes() >= 0);
            nodeManager.await("the node manager", () -> nodes() == 1);
        } catch (AssertionError | InterruptedException e) {
            close();
            throw e;
        }
    }

    private Configuration site() throws IOException {
        Configuration site = new Configuration(false);
        site.set("fs.defaultFS", hdfs.getURI().toString());
        for (String address : List.of("", ".scheduler", ".resource-tracker", ".admin", ".webapp")) {
            site.set("yarn.resourcemanager" + address + ".address", Loopback.HOST + ":" + Loopback.freePort());
        }
        for (String address : List.of("", ".localizer", ".webapp")) {
            site.set("yarn.nodemanager" + address + ".address", Loopback.HOST + ":0");
        }
        site.set("yarn.resourcemanager.connect.max-wait.ms", "60000");
        site.set("yarn.resourcemanager.connect.retry-interval.ms", "500");
        site.set("ipc.client.connect.max.retries", "1");
        site.set("yarn.resourcemanager.scheduler.class", FifoScheduler.class.getName());
        site.set("yarn.scheduler.minimum-allocation-mb", "256");
        site.set("yarn.nodemanager.resource.memory-mb", "8192");
        site.set("yarn.nodemanager.resource.cpu-vcores", "8");
        site.set("yarn.nodemanager.pmem-check-enabled", "false");
        site.set("yarn.nodemanager.vmem-check-enabled", "false");
        site.set("yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99.9");
        site.set(
                "yarn.nodemanager.env-whitelist",
                "JAVA_HOME,JDK_JAVA_OPTIONS,SPARK_LOCAL_IP,OPENBLAS_CORETYPE,OPENBLAS_L2_SIZE");
        site.set("yarn.nodemanager.local-dirs", folder.resolve("containers").toString());
        site.set("yarn.nodemanager.log-dirs", folder.resolve("logs").toString());
        return site;
    }

    private Path configuration() {
        return folder.resolve("conf");
    }

    private Child daemon(Class<?> main) throws IOException {
        return Child.start(
                folder,
                main.getSimpleName(),
                Map.of("JAVA_HOME", JAVA, "SPARK_LOCAL_IP", Loopback.HOST),
                List.of(
                        JAVA + "/bin/java",
                        "-Xmx256m",
                        "-Dlog4j2.level=INFO",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        configuration() + File.pathSeparator + System.getProperty("java.class.path"),
                        main.getName()));
    }

    /** What the scripts need to find this cluster. */
    Map<String, String> environment() {
        return Map.of("HADOOP_CONF_DIR", configuration().toString(), "SPARK_LOCAL_IP", Loopback.HOST);
    }

    /** A path on HDFS. */
    String path(String name) {
        return hdfs.getURI() + "/" + name;
    }

    FileSystem files() throws IOException {
        return hdfs.getFileSystem();
    }

    /** The application that was submitted under a name; empty before it was. */
    Optional<ApplicationReport> application(String name) {
        try {
            return yarn.getApplications().stream()
                    .filter(application -> application.getName().equals(name))
                    .findFirst();
        } catch (IOException | YarnException e) {
            throw new IllegalStateException("Cannot ask the resource manager", e);
        }
    }

    /** What the containers of an application, of all attempts, have printed on a stream so far. */
    String log(ApplicationReport application, String stream) {
        Path logs =
                folder.resolve("logs").resolve(application.getApplicationId().toString());
        if (!Files.exists(logs)) {
            return "";
        }
        try (Stream<Path> all = Files.walk(logs)) {
            return all.filter(file -> file.endsWith(stream))
                    .sorted()
                    .map(Child::text)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process in which the driver of the one application runs. */
    ProcessHandle driver() {
        return nodeManager.running("ApplicationMaster");
    }

    /** One of its executors. */
    ProcessHandle executor() {
        return nodeManager.running("CoarseGrainedExecutorBackend");
    }

    /** How many processes run in containers. */
    int containers() {
        return nodeManager.all().size() - 1;
    }

    /** How many nodes run; -1 where the resource manager does not answer. */
    private int nodes() {
        try {
            return yarn.getNodeReports(NodeState.RUNNING).size();
        } catch (IOException | YarnException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        nodeManager.close();
        resourceManager.close();
        yarn.stop();
        hdfs.shutdown();
    }
}
