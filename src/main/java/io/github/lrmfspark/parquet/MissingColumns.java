package io.github.lrmfspark.parquet;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
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
record MissingColumns(Map<String, StoredSchema> stored, Map<String, StructField> read) implements Serializable {
    private static final String OF_ARROW = "ARROW:schema";

    static MissingColumns of(List<ParquetFile> files) {
        Map<String, StoredSchema> stored = new LinkedHashMap<>();
        Map<String, StructField> read = new LinkedHashMap<>();
        files.stream().map(file -> file.footer().schema()).distinct().forEach(schema -> {
            for (Type column : schema.read().getFields()) {
                stored.putIfAbsent(column.getName(), StoredSchema.of(new MessageType("column", optional(column))));
            }
        });
        for (ParquetFile file : files) {
            for (StructField column : file.footer().columns().fields()) {
                read.putIfAbsent(column.name(), column);
            }
        }
        return new MissingColumns(stored, read);
    }

    private static Type optional(Type column) {
        if (!column.isRepetition(Type.Repetition.REQUIRED)) {
            return column;
        }
        Type optional = column.isPrimitive()
                ? Types.optional(column.asPrimitiveType().getPrimitiveTypeName())
                        .length(column.asPrimitiveType().getTypeLength())
                        .as(column.getLogicalTypeAnnotation())
                        .named(column.getName())
                : Types.optionalGroup()
                        .as(column.getLogicalTypeAnnotation())
                        .addFields(column.asGroupType().getFields().toArray(Type[]::new))
                        .named(column.getName());
        return column.getId() == null
                ? optional
                : optional.withId(column.getId().intValue());
    }

    /** Those that the schema of a file lacks. */
    List<Type> in(MessageType schema) {
        List<Type> missing = new ArrayList<>();
        stored.forEach((name, column) -> {
            if (!schema.containsField(name)) {
                missing.add(column.read().getType(0));
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
