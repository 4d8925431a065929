package io.github.lrmfspark.ml;

import io.github.lrmfspark.train.Phases;
import io.github.lrmfspark.train.TrainingOptions;

/**
 * All that the numbers of a fit depend on: two fits with equal specs take the same steps.
 *
 * @param aligner flows, dimension, seed and the standardisations, which tell the sets
 * @param heldOutFraction as in the split
 * @param maxRows as in the split
 * @param boundFolds private fits; 0 where no bound is asked for
 * @param boundSteps steps of each
 * @param sourceRows valid rows of A
 * @param targetRows valid rows of B
 */
record FitSpec(
        AlignerSpec aligner,
        TrainingOptions training,
        Phases phases,
        double heldOutFraction,
        long maxRows,
        int boundFolds,
        int boundSteps,
        long sourceRows,
        long targetRows) {}
