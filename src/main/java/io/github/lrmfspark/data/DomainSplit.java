package io.github.lrmfspark.data;

import io.github.lrmfspark.flow.RowMapper;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * The learnt coordinates of source and target, each split into held-out rows and the training rows of W workers. Which row goes where follows from
 * the two sets and the seed, not from their partitioning or order. The workers' rows are cached until {@link #close}.
 */
public final class DomainSplit implements AutoCloseable {
    private final JavaRDD<DomainRows> workers;
    private final DomainRows heldOut;
    private final DomainRows trainingSample;
    private final DomainRows notJudgedBy;
    private final long sourceRows;
    private final long targetRows;

    /** A map of standardised source rows that training begins after, found by looking at some rows. */
    public interface Start {
        /** None: T starts at standardised rows. */
        Start NONE = sample -> null;

        /**
         * {@return the map; null for none}
         *
         * @param trainingSample as {@link DomainSplit#trainingSample}
         */
        RowMapper.@Nullable Maker of(DomainRows trainingSample);
    }

    private DomainSplit(RowSplit source, RowSplit target, int workers, DomainStandardisation by, Start start) {
        int[] learnt = by.learnt();
        DomainStandardisation ofLearnt = by.ofLearnt();
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
        this.workers = source.workers(workers, learnt, ofLearnt.source(), start.of(trainingSample))
                .zipPartitions(
                        target.workers(workers, learnt, ofLearnt.target(), null),
                        (a, b) -> List.of(new DomainRows(a.next(), b.next())).iterator())
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    /**
     * Splits two sets; Spark sorts both at once.
     *
     * @param standardisation says which coordinates are learnt; the others are left out
     * @param start where the source's training rows are brought to before they are learnt from
     * @throws InvalidInputException if the dimensions differ, or there are fewer training rows than workers
     */
    public static DomainSplit of(
            FeatureSet source,
            FeatureSet target,
            SplitOptions options,
            DomainStandardisation standardisation,
            Start start) {
        FeatureSet.requireSameDimension(source, target);
        return new DomainSplit(
                RowSplit.of("the source", source, options, Seeds.split(options.seed(), 0)),
                RowSplit.of("the target", target, options, Seeds.split(options.seed(), 1)),
                options.workers(),
                standardisation,
                start);
    }

    /** What each worker trains on, standardised, the source's rows brought to the start: W partitions of one element. */
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
    }
}
