package io.github.lrmfspark.ml;

import io.github.lrmfspark.data.FeatureSchema;
import io.github.lrmfspark.flow.RowMapper;
import java.util.Arrays;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.PrunedScan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A set with one more column: the images of its vectors, as {@code array<float>}. Being a relation of Spark's data
 * source interface it is lazy, reads only the columns that are asked for, hands them on in Spark's own binary form, and
 * maps nothing where the images are not asked for.
 *
 * <p>Rows keep their order and partitions: mapping is one pass over each partition, without a shuffle. A task opens one
 * mapper for a partition, and none for an empty one. A filter above the relation is not handed down, so rows that it
 * drops are mapped before.
 *
 * <p>The relation lives on the driver. Tasks get T by broadcast.
 */
final class MappedRelation extends BaseRelation implements PrunedScan {
    private final Dataset<Row> rows;
    private final Column vectors;
    private final String image;
    private final Broadcast<RowMapper.Maker> map;

    /**
     * The relation of a set and a map.
     *
     * @param rows the set
     * @param vectors its vectors as {@code array<float>}
     * @param image name of the new column, the last one
     * @param map what maps the vectors
     */
    MappedRelation(Dataset<Row> rows, Column vectors, String image, Broadcast<RowMapper.Maker> map) {
        this.rows = rows;
        this.vectors = vectors;
        this.image = image;
        this.map = map;
    }

    /** {@return that of the set} */
    @Override
    public SQLContext sqlContext() {
        return rows.sqlContext();
    }

    /** {@return the set's columns and, last, the image: null where the vector is null} */
    @Override
    public StructType schema() {
        return rows.schema().add(image, DataTypes.createArrayType(DataTypes.FloatType, false));
    }

    /** {@return false: rows are handed on in Spark's binary form, as they are} */
    @Override
    public boolean needConversion() {
        return false;
    }

    /**
     * The rows with some of the columns. The set is planned anew with these alone, so that its source reads no others.
     *
     * @param requiredColumns their names, in the order in which they are to come
     * @return rows in Spark's binary form, for all that their type says
     */
    @Override
    @SuppressWarnings("unchecked") // rows in Spark's own form, as needConversion says
    public RDD<Row> buildScan(String[] requiredColumns) {
        Column[] read = Arrays.stream(requiredColumns)
                .map(name -> name.equals(image) ? vectors : FeatureSchema.quoted(name))
                .toArray(Column[]::new);
        Dataset<Row> selected = rows.select(read);
        RDD<InternalRow> scan = selected.queryExecution().toRdd();
        int column = Arrays.asList(requiredColumns).indexOf(image);
        return (RDD<Row>) (RDD<?>) (column < 0 ? scan : mapped(scan, selected.schema(), column, map));
    }

    /** Puts the image in place of the vector, which was read under the image's place. */
    private static RDD<InternalRow> mapped(
            RDD<InternalRow> scan, StructType schema, int column, Broadcast<RowMapper.Maker> map) {
        return scan.toJavaRDD()
                .mapPartitions(rows ->
                        rows.hasNext() ? new MappedRows(rows, map.value().open(), schema, column) : rows)
                .rdd();
    }
}
