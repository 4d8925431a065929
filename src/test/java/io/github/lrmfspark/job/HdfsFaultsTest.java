package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DFSConfigKeys;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.SafeModeAction;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Outputs on an HDFS that takes no more. */
@SparkTest
class HdfsFaultsTest extends SmallMoons {
    private static final Path SETS = new Path("/sets");
    private static final long MEBIBYTE = 1 << 20;

    private MiniDFSCluster cluster;
    private DistributedFileSystem files;

    HdfsFaultsTest(SparkSession spark) {
        super(spark);
    }

    @BeforeEach
    void start() throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(
                MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
        configuration.setLong(DFSConfigKeys.DFS_BLOCK_SIZE_KEY, MEBIBYTE);
        cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
        files = cluster.getFileSystem();
        files.mkdirs(SETS);
    }

    @AfterEach
    void stop() {
        cluster.shutdown();
    }

    private int alignOntoHdfs() {
        return runTraining("align", "--output", cluster.getURI() + "/sets/aligned");
    }

    /** A lock takes a block of a mebibyte while it is written, and Parquet one of its row group's 128. */
    @Tag("long")
    @Test
    void aDiskThatFillsUpIsNamedAndNothingOfTheOutputIsLeft() throws IOException {
        files.setQuota(SETS, HdfsConstants.QUOTA_DONT_SET, 10 * MEBIBYTE);

        assertThat(alignOntoHdfs()).isEqualTo(Main.FAILED);

        assertThat(err.toString()).contains("step 20 of 20").contains("The DiskSpace quota of /sets is exceeded");
        assertThat(files.listStatus(SETS)).extracting(FileStatus::getPath).isEmpty();
    }

    @Test
    void oneThatIsReadOnlyIsNamedBeforeAnyWork() throws IOException {
        files.setSafeMode(SafeModeAction.SAFEMODE_ENTER);

        assertThat(alignOntoHdfs()).isEqualTo(Main.REFUSED);

        assertThat(err.toString())
                .contains("ame node is in safe mode")
                .doesNotContain("step ")
                .doesNotContain("\tat ");
    }
}
