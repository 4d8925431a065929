package io.github.lrmfspark.notebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.channels.LoopThread;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.Transform;

/** Starts the Java kernel as its own main class does, but quietly, and without the two races that {@link LoopThread} ends. */
public final class Kernel {
    private Kernel() {}

    /** @param words the path of Jupyter's connection file */
    public static void main(String[] words) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        String connection = Files.readString(Path.of(words[0]));
        Channels channels = new Channels(Transform.fromJson(connection, ConnectionProperties.class));
        channels.connect(MainApp.kernel);
        LoopThread.readMessages();
        channels.joinUntilClose();
    }
}
