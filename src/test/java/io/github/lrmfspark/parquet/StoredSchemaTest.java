package io.github.lrmfspark.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every column of Parquet comes out of its stored form as it went in. */
class StoredSchemaTest {
    static Stream<Type> columns() {
        return Stream.of(
                Types.required(BINARY).as(stringType()).named("a column, with \"odd\" name; {x} = 1"),
                Types.optional(FIXED_LEN_BYTE_ARRAY)
                        .length(9)
                        .as(decimalType(2, 20))
                        .named("decimal"),
                Types.optional(INT32).id(7).named("field id"),
                Types.repeated(INT32).named("numbers"),
                Types.optionalGroup()
                        .addField(Types.required(INT32).named("part of it"))
                        .named("group"),
                Types.optionalList().requiredElement(FLOAT).named("vectors"));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void aColumnIsReadAsItWas(Type column) {
        MessageType schema = new MessageType("of a set", column);
        assertThat(StoredSchema.of(schema).read()).isEqualTo(schema);
    }
}
