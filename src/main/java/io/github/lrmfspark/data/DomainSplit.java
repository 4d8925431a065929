package io.github.lrmfspark.data;

import io.github.lrmfspark.storage.InvalidInputException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * The learnt coordinates of source and target, each split into held-out rows and the training rows of W workers. Which row goes
 * where follows from the two sets and the seed, not from their partitioning or order. The workers' rows are cached until {@link
 * #close}.
 */
public final class DomainSplit implements AutoCloseable {
    private final JavaRDD<DomainRows> workers;
    private final DomainRows heldOut;
    private final DomainRows trainingSample;
    private final DomainRows notJudgedBy;
    private final Preparation preparation;
    private final Broadcast<Preparation> onExecutors;
    private final IdentityHashMap<DomainRows, DomainRows> prepared = new IdentityHashMap<>();
    private final long sourceRows;
    private final long targetRows;

    private DomainSplit(
            RowSplit source, RowSplit target, int workers, int[] learnt, Function<DomainRows, Preparation> start) {
        PackedRows sourceFirst = source.firstRows(learnt);
        PackedRows targetFirst = target.firstRows(learnt);
        this.heldOut = new DomainRows(sourceFirst.slice(0, source.heldOut()), targetFirst.slice(0, target.heldOut()));
        this.trainingSample = new DomainRows(
                sourceFirst.slice(source.heldOut(), sourceFirst.rows()),
                targetFirst.slice(target.heldOut(), targetFirst.rows()));
        this.notJudgedBy = EvaluationRows.enough(source.heldOut(), target.heldOut())
                ? trainingSample
                : new DomainRows(sourceFirst, targetFirst);
        this.sourceRows = source.training();
        this.targetRows = target.training();
        this.preparation = start.apply(trainingSample);
        Broadcast<Preparation> onExecutors = source.spark().broadcast(preparation);
        this.onExecutors = onExecutors;
        this.workers = source.workers(workers, learnt, () -> onExecutors.value().openSource())
                .zipPartitions(
                        target.workers(
                                workers, learnt, () -> onExecutors.value().openTarget()),
                        (a, b) -> List.of(new DomainRows(a.next(), b.next())).iterator())
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    /**
     * Splits two sets; Spark sorts both at once.
     *
     * @param learnt the coordinates that are learnt; the others are left out
     * @param start looks at {@link #trainingSample} and says how rows are prepared
     * @throws InvalidInputException if the dimensions differ, or there are fewer training rows than workers
     */
    public static DomainSplit of(
            FeatureSet source,
            FeatureSet target,
            SplitOptions options,
            int[] learnt,
            Function<DomainRows, Preparation> start) {
        FeatureSet.requireSameDimension(source, target);
        return new DomainSplit(
                RowSplit.of("the source", source, options, Seeds.split(options.seed(), 0)),
                RowSplit.of("the target", target, options, Seeds.split(options.seed(), 1)),
                options.workers(),
                learnt,
                start);
    }

    /**
     * {@return rows as the workers have them, [N, k]; of each of the sets of rows here they are made once}
     *
     * @param raw [N, D]: {@link #heldOut}, {@link #trainingSample} or {@link #notJudgedBy}
     */
    public DomainRows prepared(DomainRows raw) {
        return prepared.computeIfAbsent(raw, preparation::of);
    }

    /** What each worker trains on, prepared: W partitions of one element. */
    public JavaRDD<DomainRows> workers() {
        return workers;
    }

    /** Rows that no worker has, raw. */
    public DomainRows heldOut() {
        return heldOut;
    }

    /** As many training rows as there are held-out ones, but at least twelve thousand, or all of them; raw. */
    public DomainRows trainingSample() {
        return trainingSample;
    }

    /** {@link #trainingSample}, and before it the held-out rows if they are too few for {@link EvaluationRows}; raw. */
    public DomainRows notJudgedBy() {
        return notJudgedBy;
    }

    /**
     * Rows that maps are judged by, raw: held-out ones, or where these are too few for {@link EvaluationRows} all that the driver
     * has.
     *
     * @param most rows of either set at most
     */
    public DomainRows judgedBy(int most) {
        return (notJudgedBy.equals(trainingSample) ? heldOut : notJudgedBy).first(most);
    }

    /** Training rows of the source, over all workers. */
    public long sourceRows() {
        return sourceRows;
    }

    /** Training rows of the target, over all workers. */
    public long targetRows() {
        return targetRows;
    }

    /** Frees the cached rows. */
    @Override
    public void close() {
        workers.unpersist();
        onExecutors.destroy();
    }
}
