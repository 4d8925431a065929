package io.github.lrmfspark.parquet;

import io.github.lrmfspark.flow.RowMapper;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.hadoop.ParquetOutputCommitter;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;
import org.apache.spark.internal.io.FileNameSpec;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * A set written again with the vectors of one column mapped, in the same directories and with the same columns, see {@link
 * VectorRewrite}. Executors write the parts of its files, and Spark's own protocol commits them, those of each task once.
 */
public final class MappedFiles {
    private static final String SQL_COMMITTER = "spark.sql.sources.outputCommitterClass";
    private static final String PARQUET_COMMITTER = "spark.sql.parquet.output.committer.class";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String JOB = "mapreduce.job.id";

    private final ParquetSource source;
    private final String column;
    private final InvalidRows invalid;

    /**
     * @param column of the vectors
     * @param invalid what becomes of rows without a vector of finite values
     */
    public MappedFiles(ParquetSource source, String column, InvalidRows invalid) {
        this.source = source;
        this.column = column;
        this.invalid = invalid;
    }

    /**
     * Writes them to a directory that is not there yet.
     *
     * @param map is opened in each task
     * @return rows written
     */
    public long write(String directory, RowMapper.Maker map) throws IOException {
        SparkSession spark = source.spark();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        String id = UUID.randomUUID().toString();
        String tracker = id.replace("-", "");
        Job job = job(spark, tracker, directory);
        Configuration hadoop = job.getConfiguration();
        SQLConf settings = spark.sessionState().conf();
        FileCommitProtocol committer =
                FileCommitProtocol.instantiate(settings.fileCommitProtocolClass(), id, directory, false);
        JobContextImpl whole = new JobContextImpl(hadoop, job.getJobID());
        committer.setupJob(whole);
        context.setJobGroup(id, "mapping", true);
        try {
            List<List<FilePart>> tasks = FilePart.tasks(source.files(), settings, context.defaultParallelism());
            List<Written> written = context.parallelize(tasks, tasks.size())
                    .mapPartitions(new Task(
                            committer,
                            tracker,
                            context.broadcast(new SerializableConfiguration(hadoop)),
                            context.broadcast(map),
                            column,
                            MissingColumns.of(source.files()),
                            invalid))
                    .collect();
            List<TaskCommitMessage> messages =
                    written.stream().map(Written::message).toList();
            committer.commitJob(whole, JavaConverters.asScalaBuffer(messages).toSeq());
            return written.stream().mapToLong(Written::rows).sum();
        } catch (Throwable e) {
            awaitTasks(context, id);
            committer.abortJob(whole);
            throw e;
        } finally {
            context.clearJobGroup();
        }
    }

    /** What Hadoop's committers ask of a job that writes Parquet to a directory. */
    private static Job job(SparkSession spark, String tracker, String directory) throws IOException {
        Job job = Job.getInstance(spark.sessionState().newHadoopConf());
        job.setJobID(new JobID(tracker, 0));
        job.setOutputFormatClass(ParquetOutputFormat.class);
        FileOutputFormat.setOutputPath(job, new Path(directory));
        Configuration hadoop = job.getConfiguration();
        hadoop.set(SQL_COMMITTER, spark.conf().get(PARQUET_COMMITTER, ParquetOutputCommitter.class.getName()));
        hadoop.set(JOB, job.getJobID().toString());
        return job;
    }

    /** A task that is still at it when another one has failed would write to a directory that is removed. */
    private static void awaitTasks(JavaSparkContext context, String group) {
        context.cancelJobGroup(group);
        JavaSparkStatusTracker status = context.statusTracker();
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < patience && areActive(status, group)) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static boolean areActive(JavaSparkStatusTracker status, String group) {
        return Arrays.stream(status.getJobIdsForGroup(group))
                .mapToObj(status::getJobInfo)
                .filter(Objects::nonNull)
                .flatMapToInt(job -> Arrays.stream(job.stageIds()))
                .mapToObj(status::getStageInfo)
                .anyMatch(stage -> stage != null && stage.numActiveTasks() > 0);
    }

    /** What a task wrote. */
    private record Written(TaskCommitMessage message, long rows) implements Serializable {}

    /** Writes some parts of files. */
    private record Task(
            FileCommitProtocol committer,
            String tracker,
            Broadcast<SerializableConfiguration> hadoop,
            Broadcast<RowMapper.Maker> map,
            String column,
            MissingColumns all,
            InvalidRows invalid)
            implements FlatMapFunction<Iterator<List<FilePart>>, Written> {
        @Override
        public Iterator<Written> call(Iterator<List<FilePart>> tasks) throws IOException {
            List<FilePart> parts = tasks.next();
            TaskContext task = TaskContext.get();
            TaskAttemptContext attempt = new TaskAttemptContextImpl(
                    new Configuration(hadoop.value().value()),
                    new TaskAttemptID(new TaskID(new JobID(tracker, 0), TaskType.MAP, task.partitionId()), (int)
                            task.taskAttemptId()));
            committer.setupTask(attempt);
            try {
                long rows = 0;
                RowMapper mapper = map.value().open();
                for (int part = 0; part < parts.size(); part++) {
                    rows += write(parts.get(part), part, mapper, attempt);
                }
                return List.of(new Written(committer.commitTask(attempt), rows)).iterator();
            } catch (Throwable e) {
                committer.abortTask(attempt);
                throw e;
            }
        }

        private long write(FilePart part, int number, RowMapper mapper, TaskAttemptContext attempt) throws IOException {
            Configuration conf = attempt.getConfiguration();
            try (VectorRewrite rewrite =
                    new VectorRewrite(conf, new Path(part.file()), part.start(), part.end(), column, all, invalid)) {
                if (rewrite.isEmpty() && !part.empty()) {
                    return 0;
                }
                FileNameSpec name = new FileNameSpec("", String.format("-c%03d.parquet", number));
                Option<String> directory = part.partition().isEmpty() ? Option.empty() : Option.apply(part.partition());
                return rewrite.write(mapper, new Path(committer.newTaskTempFile(attempt, directory, name)));
            }
        }
    }
}
