package io.github.lrmfspark.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** What Parquet's column readers hand records to, where nobody asks for records but for single values. */
final class Unconverted extends GroupConverter {
    @Override
    public Converter getConverter(int field) {
        return this;
    }

    @Override
    public PrimitiveConverter asPrimitiveConverter() {
        return new PrimitiveConverter() {};
    }

    @Override
    public boolean isPrimitive() {
        return false;
    }

    @Override
    public GroupConverter asGroupConverter() {
        return this;
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
}
