package io.github.lrmfspark.storage;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;

/** The {@link FileContext} of a file system, also of one that has none of its own, as connectors from elsewhere often do not. */
final class FileSystemContext extends DelegateToFileSystem {
    /** Called by Hadoop. */
    FileSystemContext(URI uri, Configuration hadoop) throws IOException, URISyntaxException {
        super(uri, FileSystem.newInstance(uri, hadoop), hadoop, uri.getScheme(), false);
    }

    static FileContext of(FileSystem files) throws IOException {
        Configuration hadoop = files.getConf();
        String own = "fs.AbstractFileSystem." + files.getUri().getScheme() + ".impl";
        if (hadoop.get(own) == null) {
            hadoop = new Configuration(hadoop);
            hadoop.setClass(own, FileSystemContext.class, DelegateToFileSystem.class);
        }
        return FileContext.getFileContext(files.getUri(), hadoop);
    }

    @Override
    public boolean isValidName(String path) {
        return true; // the file system itself decides
    }
}
