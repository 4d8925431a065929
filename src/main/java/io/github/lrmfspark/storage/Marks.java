package io.github.lrmfspark.storage;

/** The kinds of directories that Spark writes for the job. */
public final class Marks {
    /** A Parquet set. */
    public static final Mark SET = SparkFiles.PARQUET;

    /** A model of the job. */
    public static final Mark MODEL = new ModelMark();

    private Marks() {}
}
