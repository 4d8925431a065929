package io.github.lrmfspark.parquet;

/** A Parquet file of a set, and what its end says of it. */
record ParquetFile(FileTree.Leaf leaf, ParquetFooter footer) {}
