package io.github.lrmfspark.checkpoint;

import io.github.lrmfspark.objective.LossTerms;
import java.io.Serializable;

/** The loss on the held-out rows after so many steps. */
public record HistoryPoint(int step, LossTerms terms) implements Serializable {}
