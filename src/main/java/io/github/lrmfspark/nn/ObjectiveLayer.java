package io.github.lrmfspark.nn;

import io.github.lrmfspark.flow.ParameterSpec;
import io.github.lrmfspark.nn.Updater.Polyak;
import io.github.lrmfspark.objective.Objective;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.io.input.ClassLoaderObjectInputStream;
import org.apache.commons.lang3.SerializationUtils;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The configuration of the one layer: the objective, an updater of DL4J's for each of its models, and Polyak's step if
 * the layer is to scale its gradient by it. It has no trained numbers; {@link ObjectiveOutput} is the layer at work.
 *
 * <p>The layer has 2 D inputs and one output. Its parameters are one vector [P], of which each model has a slice, in
 * the order of {@link Objective#models}. DL4J knows the slices by the models' names, and so gives each its own learning
 * rate.
 *
 * <p>In JSON the objective is its Java serialisation, so that any objective travels without being registered. That form
 * lives as long as a training run; a model that is kept is written by other means. The objective is read once per
 * configuration and then kept.
 */
public final class ObjectiveLayer extends BaseOutputLayer {
    private static final long serialVersionUID = 1;

    private final byte[] serialised;
    private final Map<String, IUpdater> updaters;
    private final @Nullable Polyak polyak;
    private transient @Nullable Objective objective;

    /**
     * The layer of an objective.
     *
     * @param objective what is minimised
     * @param updaters an updater for each name in {@link Objective#models}
     * @param polyak limits the gradient before they see it; null to leave it as it is
     * @throws org.apache.commons.lang3.SerializationException if the objective cannot be serialised
     */
    static ObjectiveLayer of(Objective objective, Map<String, IUpdater> updaters, @Nullable Polyak polyak) {
        ObjectiveLayer layer =
                new ObjectiveLayer(SerializationUtils.serialize(objective), new LinkedHashMap<>(updaters), polyak);
        layer.setNIn(2L * objective.dimension());
        layer.setNOut(1);
        return layer;
    }

    /**
     * The layer as JSON gives it.
     *
     * @param serialised the objective by Java's serialisation
     * @param updaters by the names of the models
     * @param polyak as in {@link #of}
     */
    ObjectiveLayer(
            @JsonProperty("objective") byte[] serialised,
            @JsonProperty("updaters") Map<String, IUpdater> updaters,
            @JsonProperty("polyak") @Nullable Polyak polyak) {
        this.serialised = serialised;
        this.updaters = updaters;
        this.polyak = polyak;
    }

    /** The objective by Java's serialisation, for JSON. */
    @JsonProperty("objective")
    byte[] serialised() {
        return serialised;
    }

    /** DL4J's updaters by the names of the models. */
    @JsonProperty("updaters")
    Map<String, IUpdater> updaters() {
        return updaters;
    }

    /** What limits the gradient; null where nothing does. */
    @JsonProperty("polyak")
    @Nullable
    Polyak polyak() {
        return polyak;
    }

    /**
     * The objective, read when it is first asked for.
     *
     * @throws IllegalStateException if its classes are not there, or are of another version
     */
    Objective objective() {
        Objective known = objective;
        if (known == null) {
            known = deserialised();
            objective = known;
        }
        return known;
    }

    /** By this class's own loader: under spark-submit no other one knows the job's jar. */
    private Objective deserialised() {
        try (ClassLoaderObjectInputStream in = new ClassLoaderObjectInputStream(
                ObjectiveLayer.class.getClassLoader(), new ByteArrayInputStream(serialised))) {
            return (Objective) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("Cannot read the objective of a network", e);
        }
    }

    /** The layer at work on {@code parameters} [P], which it uses as they lie. */
    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialise,
            DataType type) {
        ObjectiveOutput layer = new ObjectiveOutput(conf, type, objective());
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialise));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return new Slices();
    }

    /** The updater of the model of that name. */
    @Override
    public IUpdater getUpdaterByParam(String name) {
        return Objects.requireNonNull(updaters.get(name), name);
    }

    /** Counts P parameters and P numbers of state; the buffers of the objective are not in it. */
    @Override
    public LayerMemoryReport getMemoryReport(InputType type) {
        return new LayerMemoryReport.Builder(getLayerName(), ObjectiveLayer.class, type, type)
                .standardMemory(objective().parameterCount(), objective().parameterCount())
                .workingMemory(0, 0, MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    /**
     * The models' parameters as slices of the one vector [P]: views, in the order of {@link Objective#models}. Nothing
     * is initialised here, for a network begins with given numbers. To DL4J all of them are weights.
     */
    private final class Slices implements ParamInitializer {

        @Override
        public long numParams(NeuralNetConfiguration conf) {
            return objective().parameterCount();
        }

        @Override
        public long numParams(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return objective().parameterCount();
        }

        @Override
        public List<String> paramKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return objective().models().stream().map(Objective.Model::name).toList();
        }

        @Override
        public List<String> weightKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return paramKeys(layer);
        }

        @Override
        public List<String> biasKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return List.of();
        }

        @Override
        public boolean isWeightParam(org.deeplearning4j.nn.conf.layers.Layer layer, String key) {
            return true;
        }

        @Override
        public boolean isBiasParam(org.deeplearning4j.nn.conf.layers.Layer layer, String key) {
            return false;
        }

        @Override
        public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray parameters, boolean initialise) {
            Map<String, INDArray> slices = slices(parameters);
            slices.keySet().forEach(conf::addVariable);
            return slices;
        }

        @Override
        public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray gradient) {
            return slices(gradient);
        }

        /** A view [P_m] of each model m, by its name. */
        private Map<String, INDArray> slices(INDArray vector) {
            INDArray flat = vector.reshape(vector.length());
            Map<String, INDArray> slices = new LinkedHashMap<>();
            long offset = 0;
            for (Objective.Model model : objective().models()) {
                ParameterSpec spec = model.spec();
                slices.put(model.name(), flat.get(NDArrayIndex.interval(offset, offset + spec.size())));
                offset += spec.size();
            }
            return slices;
        }
    }
}
