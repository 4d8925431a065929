package io.github.lrmfspark.nn;

import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.nn.Updater.Polyak;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.objective.Objective;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The one layer at work. Its input is [a | b], float32 [N, 2D], stored column by column, so that a and b are views of
 * it. Its gradient goes straight into DL4J's flat gradient vector [P]. Labels are not used.
 *
 * <p>In a step DL4J calls {@link #backpropGradient}, which computes loss and gradient, and then {@link #computeScore},
 * which returns that loss. DL4J's updater does the rest.
 *
 * <p>The objective is bound once for each batch size, which allocates all its buffers. The views are made once for each
 * input array. So a caller that fills one array again for every step makes steps in which this layer allocates nothing
 * off-heap. An input that is stored row by row is copied when it comes first; such an array must not be filled again.
 *
 * <p>Not thread-safe. It computes on the device of the thread that bound it.
 */
final class ObjectiveOutput extends BaseOutputLayer<ObjectiveLayer> {
    private static final long serialVersionUID = 1;

    private final Objective objective;
    private transient @Nullable Computation bound;
    private transient @Nullable LossTerms terms;

    /**
     * The objective on one input array.
     *
     * @param objective bound to parameters, gradient and batch size
     * @param input the array that the views were made of, by which it is known again
     * @param a the source half [N, D]
     * @param b the target half [N, D]
     */
    private record Computation(Objective.Computation objective, INDArray input, Matrix a, Matrix b) {}

    /**
     * A layer without parameters so far; DL4J sets them.
     *
     * @param conf DL4J's configuration, with an {@link ObjectiveLayer} in it
     * @param type of all numbers
     * @param objective what is minimised
     */
    ObjectiveOutput(NeuralNetConfiguration conf, DataType type, Objective objective) {
        super(conf, type);
        this.objective = objective;
    }

    /** Takes where the parameters [P] lie; the objective is bound anew. */
    @Override
    public void setParamsViewArray(INDArray parameters) {
        super.setParamsViewArray(parameters);
        bound = null;
    }

    /** Takes where the gradient [P] goes; the objective is bound anew. */
    @Override
    public void setBackpropGradientsViewArray(INDArray gradient) {
        super.setBackpropGradientsViewArray(gradient);
        bound = null;
    }

    /** Copies other parameters over the present ones, wherever these lie. */
    @Override
    public void setParams(INDArray parameters) {
        if (parameters != paramsFlattened) {
            paramsFlattened.assign(parameters.reshape(paramsFlattened.shape()));
        }
    }

    /**
     * The objective on the present input; bound anew for another batch size, and only viewed anew for another array.
     */
    private Computation bound() {
        Computation last = bound;
        if (last == null || last.input != input) {
            INDArray features = input.ordering() == 'f' ? input : input.dup('f');
            int rows = Math.toIntExact(features.size(0));
            int dimension = objective.dimension();
            Matrix both = Matrix.view(features, 0, rows, 2 * dimension);
            Objective.Computation objectiveOf = last != null && last.a.rows() == rows ? last.objective : bind(rows);
            last = new Computation(
                    objectiveOf, input, both.columns(0, dimension), both.columns(dimension, 2 * dimension));
            bound = last;
        }
        return last;
    }

    /** Binds to the gradient's place; where there is none yet, for a score alone, nothing is written there. */
    private Objective.Computation bind(int rows) {
        Kernels kernels = Kernels.of(dataType, objective.kernelRows(rows));
        INDArray gradient = gradientsFlattened == null ? paramsFlattened : gradientsFlattened;
        return objective.bind(Binding.of(kernels, rows, objective.parameterSpec(), paramsFlattened, gradient));
    }

    /** L of the present input with the present parameters. */
    private void forward() {
        Computation current = bound();
        current.objective.prepare();
        LossTerms latest = current.objective.forward(current.a, current.b);
        score = latest.total();
        terms = latest;
    }

    /**
     * The terms of the loss whose total is the score, in nats per pair.
     *
     * @throws NullPointerException if there was no input so far
     */
    LossTerms terms() {
        return Objects.requireNonNull(terms, "no input so far");
    }

    /**
     * Loss and gradient of the present input, each model's gradient limited by Polyak's step if that is asked for.
     *
     * @return the gradient [P], a view by model; no gradient in the input, for there is no layer below
     */
    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspace) {
        bound().objective.step(getIterationCount());
        forward();
        bound().objective.backward();
        Polyak polyak = layerConf().polyak();
        if (polyak != null) {
            limit(polyak);
        }
        Gradient result = new DefaultGradient(gradientsFlattened);
        for (Map.Entry<String, INDArray> model : gradientViews.entrySet()) {
            result.setGradientFor(model.getKey(), model.getValue());
        }
        this.gradient = result;
        return Pair.of(result, null);
    }

    /**
     * Scales each model's gradient so that its learning rate times it is Polyak's step, where that is the shorter one:
     * g_m ← g_m · min(1, γ / r_m), with γ from the loss and ‖g‖² over all models.
     */
    private void limit(Polyak polyak) {
        double norm = gradientsFlattened.norm2Number().doubleValue();
        double step = polyak.step(score, norm * norm);
        for (Map.Entry<String, INDArray> model : gradientViews.entrySet()) {
            double rate =
                    layerConf().getUpdaterByParam(model.getKey()).getLearningRate(getIterationCount(), getEpochCount());
            if (step < rate) {
                model.getValue().muli(step / rate);
            }
        }
    }

    /**
     * The loss in nats per pair: that of the last {@link #backpropGradient} while training, else of the present input.
     *
     * @param regularisation what DL4J adds; 0, as the layer asks for none
     */
    @Override
    public double computeScore(double regularisation, boolean training, LayerWorkspaceMgr workspace) {
        if (!training) {
            forward();
        }
        return score + regularisation;
    }

    @Override
    public boolean needsLabels() {
        return false;
    }

    /** The objective has averaged over the batch already. */
    @Override
    public boolean updaterDivideByMinibatch(String name) {
        return false;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    protected INDArray getLabels2d(LayerWorkspaceMgr workspace, ArrayType type) {
        return getLabels();
    }
}
