package io.github.lrmfspark.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Where every server of a test listens. */
final class Loopback {
    static final String HOST = "127.0.0.1";
    /** What tells Spark's processes so. */
    static final Map<String, String> ENVIRONMENT = Map.of("SPARK_LOCAL_IP", HOST);

    private Loopback() {}

    /** A port on which nothing listens. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
