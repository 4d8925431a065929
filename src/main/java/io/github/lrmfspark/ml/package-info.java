/**
 * The aligner as Spark ML knows stages: {@link io.github.lrmfspark.ml.LrmfAligner} is an Estimator, {@link
 * io.github.lrmfspark.ml.LrmfAlignerModel} the Transformer that it fits. Both can be part of a Pipeline and can be
 * saved.
 *
 * <p>A stage checks the schema before any job runs. The model works on raw vectors [N, D]: it holds the standardisation
 * of each domain and the start beside the trained numbers [P]. {@code forward} maps the source A to the target B, {@code inverse} B
 * to A. Losses are in nats per pair, log-determinants in nats.
 *
 * <h2>A fit</h2>
 *
 * <ol>
 *   <li>{@link io.github.lrmfspark.ml.Fitting} checks the sets, the checkpoints and the saved private models. No row is
 *       trained on before all of that holds.
 *   <li>Each set is split into held-out rows and the rows of W workers, by the seed and the vectors alone.
 *   <li>{@link io.github.lrmfspark.ml.Ladder} finds the closed form that T starts with, on the driver.
 *   <li>{@link io.github.lrmfspark.ml.MapFitting} trains T and p on the executors: an affine start, then all of T with
 *       p.
 *   <li>{@link io.github.lrmfspark.ml.BoundFitting} fits K private densities on the executors, for the bound of the
 *       loss.
 *   <li>The driver polishes T alone.
 *   <li>The driver evaluates the loss, by the numbers from before the polish.
 *   <li>{@link io.github.lrmfspark.ml.Ladder} chooses between T and the closed forms.
 * </ol>
 *
 * <h2>Randomness</h2>
 *
 * <p>The param {@code seed} decides all that is drawn. {@link io.github.lrmfspark.data.Seeds#split} gives each purpose
 * a seed of its own, by these numbers:
 *
 * <pre>
 *   the seed itself   permutations of the flows, T's and p's first numbers, minibatches of the joint training
 *   0, 1              split of the source, split of the target
 *   1000 + k          private fit k: its first numbers and its minibatches
 *   2000              minibatches of the affine start
 *   2001, 2002        directions of the sliced Wasserstein term, of the polish and its minibatches
 *   2003, 2004        rows and clusters of the search for a start, of the choice
 * </pre>
 *
 * <h2>On disk</h2>
 *
 * <p>A model is a directory of Spark ML's layout ({@link io.github.lrmfspark.ml.ModelFiles}). Private models are one
 * directory of Parquet ({@link io.github.lrmfspark.ml.PrivateModelFiles}). Both keep trained numbers in the same rows
 * ({@link io.github.lrmfspark.ml.ParameterRows}), and both are read on the driver, without a Spark job.
 *
 * <p>References: Usman, Sud, Dufour, Saenko, "Log-Likelihood Ratio Minimizing Flows: Towards Robust and Quantifiable
 * Neural Distribution Alignment", NeurIPS 2020, arXiv 2003.12170.
 */
@NullMarked
package io.github.lrmfspark.ml;

import org.jspecify.annotations.NullMarked;
