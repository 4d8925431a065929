package io.github.lrmfspark.job;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/** Local files in a JVM that stands still before it renames something to a certain name, for as long as a marker is there. */
public final class StandingFiles extends DelegateToFileSystem {
    private static final String NAME = "test.standing.name";
    private static final String MARKER = "test.standing.marker";

    /** Called by Hadoop. */
    public StandingFiles(URI uri, Configuration hadoop) throws IOException, URISyntaxException {
        super(uri, new Standing(), hadoop, "file", false);
    }

    /**
     * Options of a JVM that stands.
     *
     * @param name a regular expression for the last part of the new name
     * @param marker is made when the JVM stands
     */
    static List<String> options(String name, java.nio.file.Path marker) {
        return List.of(
                "-Dspark.hadoop.fs.file.impl=" + Standing.class.getName(),
                "-Dspark.hadoop.fs.AbstractFileSystem.file.impl=" + StandingFiles.class.getName(),
                "-Dspark.hadoop." + NAME + "=" + name,
                "-Dspark.hadoop." + MARKER + "=" + marker);
    }

    /** The same for what is written by a FileSystem. */
    public static final class Standing extends LocalFileSystem {
        @Override
        public boolean rename(Path from, Path to) throws IOException {
            stand(to);
            return super.rename(from, to);
        }

        @Override
        protected void rename(Path from, Path to, Rename... options) throws IOException {
            stand(to);
            super.rename(from, to, options);
        }

        private void stand(Path to) throws IOException {
            if (!to.getName().matches(getConf().get(NAME))) {
                return;
            }
            java.nio.file.Path marker =
                    Files.createFile(java.nio.file.Path.of(getConf().get(MARKER)));
            try {
                while (Files.exists(marker)) {
                    Thread.sleep(50);
                }
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
    }
}
