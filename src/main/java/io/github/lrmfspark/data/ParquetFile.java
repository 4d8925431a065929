package io.github.lrmfspark.data;

/** A Parquet file of a set, and what its end says of it. */
record ParquetFile(FileTree.Leaf leaf, ParquetFooter footer) {}
