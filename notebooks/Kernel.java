package io.github.lrmfspark.notebook;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.channels.MessageHandler;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.Transform;
import org.rapaio.jupyter.kernel.message.MessageType;

/**
 * Starts the Java kernel, quietly. Its own main class opens the kernel's sockets before the handlers of messages are set, and a
 * message that comes in between, as Jupyter's first one often does, kills the thread that reads it: every second start ends in
 * "Kernel didn't respond". Here such a message waits, and one that still comes too early is sent again by Jupyter.
 */
public final class Kernel {
    private Kernel() {}

    /** @param words the path of Jupyter's connection file */
    public static void main(String[] words) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        String connection = Files.readString(Path.of(words[0]));
        Channels channels = new Channels(Transform.fromJson(connection, ConnectionProperties.class));
        CountDownLatch connected = new CountDownLatch(1);
        Field handlers = Channels.class.getDeclaredField("handlers");
        handlers.setAccessible(true);
        handlers.set(channels, new Awaited(channels, connected));
        channels.connect(MainApp.kernel);
        connected.countDown();
        channels.joinUntilClose();
    }

    /** Stands in for the handlers until the channels have their own. */
    private static final class Awaited extends AbstractMap<MessageType<?>, MessageHandler<?>> {
        private final Channels channels;
        private final CountDownLatch connected;

        Awaited(Channels channels, CountDownLatch connected) {
            this.channels = channels;
            this.connected = connected;
        }

        @Override
        public MessageHandler<?> get(Object type) {
            try {
                connected.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("Interrupted before the kernel had started", e);
            }
            return channels.getHandler((MessageType<?>) type);
        }

        @Override
        public Set<Map.Entry<MessageType<?>, MessageHandler<?>>> entrySet() {
            return Set.of();
        }
    }
}
