package io.github.lrmfspark.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a set, for those of its files that lack some: readers that take the columns of any one file for those of all, as
 * Spark does, would not see them else.
 *
 * @param stored by name, the column as a message of Parquet of its own, not required
 * @param read by name, the column as Spark reads it
 */
record MissingColumns(Map<String, String> stored, Map<String, StructField> read) implements Serializable {
    private static final String OF_ARROW = "ARROW:schema";

    static MissingColumns of(List<ParquetFile> files) {
        Map<String, String> stored = new LinkedHashMap<>();
        Map<String, StructField> read = new LinkedHashMap<>();
        files.stream().map(file -> file.footer().schema()).distinct().forEach(schema -> {
            for (Type column : MessageTypeParser.parseMessageType(schema).getFields()) {
                stored.putIfAbsent(
                        column.getName(),
                        new MessageType("column", column).toString().replaceFirst("required", "optional"));
            }
        });
        for (ParquetFile file : files) {
            for (StructField column : file.footer().columns().fields()) {
                read.putIfAbsent(column.name(), column);
            }
        }
        return new MissingColumns(stored, read);
    }

    /** Those that the schema of a file lacks. */
    List<Type> in(MessageType schema) {
        List<Type> missing = new ArrayList<>();
        stored.forEach((name, column) -> {
            if (!schema.containsField(name)) {
                missing.add(MessageTypeParser.parseMessageType(column).getType(0));
            }
        });
        return missing;
    }

    /** The metadata of a file to which some columns were added: what Spark and Arrow say of columns is to be true of all. */
    Map<String, String> added(List<Type> columns, Map<String, String> metadata) {
        Map<String, String> all = new HashMap<>(metadata);
        if (!columns.isEmpty()) {
            all.remove(OF_ARROW);
            all.computeIfPresent(ParquetFooter.WRITTEN_BY_SPARK, (key, said) -> added(columns, said));
        }
        return all;
    }

    private String added(List<Type> columns, String said) {
        StructType all = (StructType) DataType.fromJson(said);
        for (Type column : columns) {
            StructField field = read.get(column.getName());
            if (field != null && !Arrays.asList(all.fieldNames()).contains(field.name())) {
                all = all.add(field);
            }
        }
        return all.json();
    }
}
