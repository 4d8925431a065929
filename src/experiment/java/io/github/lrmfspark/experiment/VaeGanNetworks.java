package io.github.lrmfspark.experiment;

import io.github.lrmfspark.data.Seeds;
import io.github.lrmfspark.nn.CosineSchedule;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The four networks of a {@link VaeGan}. Hidden units are leaky rectifiers of slope 0.2; a convolution has 4×4 kernels, steps of
 * 2 and a margin of 1, so that it halves the side; a transposed one doubles it.
 *
 * @param encoder convolution, dense, dense: an image to mean and log-variance of its code, [N, 2D]
 * @param decoder dense, dense, two transposed convolutions, the last one logistic: a code to an image
 * @param features convolution: an image to the discriminator's features
 * @param head dense, dense: features to the logit of the image being real, [N, 1]
 */
record VaeGanNetworks(ChainedNetwork encoder, ChainedNetwork decoder, ChainedNetwork features, ChainedNetwork head) {
    private static final double SLOPE = 0.2;

    static VaeGanNetworks of(VaeGanOptions options, DataType type) {
        VaeGanOptions.Networks sizes = options.networks();
        InputType image = InputType.convolutionalFlat(sizes.side(), sizes.side(), 1);
        int quarter = sizes.side() / 4;
        int features = sizes.channels() * sizes.pixels() / 4;
        return new VaeGanNetworks(
                new ChainedNetwork(layers(options, type, 0, options.rate(), 0.9)
                        .layer(convolution(sizes.channels()))
                        .layer(hidden(features, sizes.hidden()))
                        .layer(last(sizes.hidden(), 2 * sizes.latent()))
                        .setInputType(image)
                        .build()),
                new ChainedNetwork(layers(options, type, 1, options.rate(), 0.9)
                        .layer(hidden(sizes.latent(), sizes.hidden()))
                        .layer(hidden(sizes.hidden(), 2 * sizes.channels() * quarter * quarter))
                        .layer(deconvolution(2 * sizes.channels(), sizes.channels(), new ActivationLReLU(SLOPE)))
                        .layer(deconvolution(sizes.channels(), 1, new ActivationSigmoid()))
                        .inputPreProcessor(2, new FeedForwardToCnnPreProcessor(quarter, quarter, 2L * sizes.channels()))
                        .build()),
                new ChainedNetwork(layers(options, type, 2, options.discriminatorRate(), 0.5)
                        .layer(convolution(sizes.channels()))
                        .setInputType(image)
                        .build()),
                new ChainedNetwork(layers(options, type, 3, options.discriminatorRate(), 0.5)
                        .layer(hidden(features, sizes.hidden() / 2))
                        .layer(last(sizes.hidden() / 2, 1))
                        .build()));
    }

    private static NeuralNetConfiguration.ListBuilder layers(
            VaeGanOptions options, DataType type, int network, double rate, double beta1) {
        return new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(Seeds.split(options.seed(), network))
                .miniBatch(false)
                .updater(Adam.builder()
                        .learningRateSchedule(new CosineSchedule(rate, options.steps()))
                        .beta1(beta1)
                        .build())
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .list();
    }

    private static ConvolutionLayer convolution(int channels) {
        return new ConvolutionLayer.Builder(4, 4)
                .stride(2, 2)
                .padding(1, 1)
                .nOut(channels)
                .weightInit(WeightInit.RELU)
                .activation(new ActivationLReLU(SLOPE))
                .build();
    }

    private static Deconvolution2D deconvolution(int inputs, int outputs, IActivation activation) {
        return new Deconvolution2D.Builder(4, 4)
                .stride(2, 2)
                .padding(1, 1)
                .nIn(inputs)
                .nOut(outputs)
                .weightInit(WeightInit.RELU)
                .activation(activation)
                .build();
    }

    private static DenseLayer hidden(int inputs, int outputs) {
        return new DenseLayer.Builder()
                .nIn(inputs)
                .nOut(outputs)
                .weightInit(WeightInit.RELU)
                .activation(new ActivationLReLU(SLOPE))
                .build();
    }

    private static DenseLayer last(int inputs, int outputs) {
        return new DenseLayer.Builder()
                .nIn(inputs)
                .nOut(outputs)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.IDENTITY)
                .build();
    }
}
