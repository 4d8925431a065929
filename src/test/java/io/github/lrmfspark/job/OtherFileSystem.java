package io.github.lrmfspark.job;

import java.io.File;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk once more, as a file system of another scheme that has no context of its own. */
public final class OtherFileSystem extends RawLocalFileSystem {
    static final String SCHEME = "other";

    /** Makes the scheme known. */
    static void addTo(Configuration hadoop) {
        hadoop.setClass("fs." + SCHEME + ".impl", OtherFileSystem.class, RawLocalFileSystem.class);
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public File pathToFile(Path path) {
        return new File(path.toUri().getPath());
    }
}
