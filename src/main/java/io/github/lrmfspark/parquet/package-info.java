/**
 * Parquet files as they lie: which files are a set, their schemas and footers, and a set written back with its vectors mapped.
 *
 * <p>A {@link io.github.lrmfspark.parquet.ParquetSource} looks into every file before any work.
 * {@link io.github.lrmfspark.parquet.MappedFiles} copies every column but that of the vectors byte for byte, and hands the vectors
 * to a {@link io.github.lrmfspark.flow.RowMapper}.
 */
@NullMarked
package io.github.lrmfspark.parquet;

import org.jspecify.annotations.NullMarked;
