package io.github.lrmfspark.bench;

/** The size of a training step: D, couplings in T and again in S, the width of their two hidden layers, and pairs. */
record StepSize(int dimension, int couplings, int hidden, int batch) {
    @Override
    public String toString() {
        return "D " + dimension + ", " + couplings + " + " + couplings + " couplings of " + hidden + ", batch " + batch;
    }
}
