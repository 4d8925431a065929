package io.github.lrmfspark.data;

import java.io.Serializable;

/**
 * What one pass over a set found.
 *
 * @param rows valid rows, at least 1
 * @param dimension D
 * @param dropped invalid rows that are left out
 * @param copies valid rows that have one vector, at most
 * @param marginals mean and deviation of every coordinate of the valid rows
 */
public record FeatureStatistics(long rows, int dimension, long dropped, long copies, Marginals marginals)
        implements Serializable {

    /** Rows that were read, those included that are left out. */
    public long read() {
        return rows + dropped;
    }
}
