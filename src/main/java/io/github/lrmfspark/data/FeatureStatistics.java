package io.github.lrmfspark.data;

import java.io.Serializable;

/**
 * What one pass over a set found.
 *
 * @param rows valid rows, at least 1
 * @param dimension D
 * @param dropped invalid rows that are left out
 * @param standardisation by the mean and standard deviation of the valid rows
 */
public record FeatureStatistics(long rows, int dimension, long dropped, Standardisation standardisation)
        implements Serializable {}
