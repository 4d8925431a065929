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
 * A set with one more column: the images of its vectors, as {@code array<float>}. Being a relation of Spark's data source
 * interface it is lazy, reads only the columns that are asked for, hands them on in Spark's own binary form, and maps
 * nothing where the images are not asked for.
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

    @Override
    public SQLContext sqlContext() {
        return rows.sqlContext();
    }

    @Override
    public StructType schema() {
        return rows.schema().add(image, DataTypes.createArrayType(DataTypes.FloatType, false));
    }

    @Override
    public boolean needConversion() {
        return false;
    }

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

    private static RDD<InternalRow> mapped(
            RDD<InternalRow> scan, StructType schema, int column, Broadcast<RowMapper.Maker> map) {
        return scan.toJavaRDD()
                .mapPartitions(rows ->
                        rows.hasNext() ? new MappedRows(rows, map.value().open(), schema, column) : rows)
                .rdd();
    }
}
