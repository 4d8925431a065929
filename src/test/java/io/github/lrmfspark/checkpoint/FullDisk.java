package io.github.lrmfspark.checkpoint;

import java.io.File;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/** Local files on which there is no room for what is not finished: its bytes go to the device that is always full. */
public final class FullDisk extends RawLocalFileSystem {
    private static final File DEVICE = new File("/dev/full");

    static Configuration configuration() {
        Configuration hadoop = new Configuration();
        hadoop.setClass("fs.full.impl", FullDisk.class, RawLocalFileSystem.class);
        return hadoop;
    }

    @Override
    public URI getUri() {
        return URI.create("full:///");
    }

    @Override
    public String getScheme() {
        return "full";
    }

    @Override
    public File pathToFile(Path path) {
        return path.getName().endsWith(".unfinished")
                ? DEVICE
                : new File(path.toUri().getPath());
    }

    @Override
    public boolean delete(Path path, boolean recursive) {
        return !pathToFile(path).equals(DEVICE) && pathToFile(path).delete();
    }

    @Override
    public void setPermission(Path path, FsPermission permission) {}
}
