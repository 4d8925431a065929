package io.github.lrmfspark.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where every server of a test listens. */
final class Loopback {
    static final String HOST = "127.0.0.1";

    private Loopback() {}

    /** A port on which nothing listens. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
