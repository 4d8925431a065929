import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An encoder of texts: the model's vectors of a text's tokens, pooled and scaled to length 1.
 *
 * <p>Texts of equally many tokens go through the model together, so that none is padded: several times as fast as one by one. The
 * quantised model takes one text at a time, since it scales its activations by the largest of a call, and a text's vector would
 * change with its neighbours.
 */
enum Encoder {
    MINILM("all-minilm-l6-v2", false, "", 32),
    MINILMQ("all-minilm-l6-v2-q", false, "", 1),
    BGE("bge-small-en-v1.5", true, "", 32),
    E5("e5-small-v2", false, "query: ", 32);

    private static final String MOST_TOKENS = "512";

    private final String model;
    private final boolean firstToken;
    private final String prefix;
    private final int batch;

    /**
     * A model that lies beside the classes.
     *
     * @param model the name of its files
     * @param firstToken whether a text's vector is that of its first token, and not the mean of all
     * @param prefix goes before every text
     * @param batch texts of a call at most
     */
    Encoder(String model, boolean firstToken, String prefix, int batch) {
        this.model = model;
        this.firstToken = firstToken;
        this.prefix = prefix;
        this.batch = batch;
    }

    /** The encoder of a name in small letters. */
    static Encoder named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The vectors of texts, in their order, [N, D]. */
    float[][] encode(List<String> texts) throws IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(read(model + ".onnx"), new OrtSession.SessionOptions())) {
            long[][] tokens = tokens(texts);
            int[] order = IntStream.range(0, tokens.length)
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> tokens[i].length))
                    .mapToInt(Integer::intValue)
                    .toArray();
            float[][] vectors = new float[tokens.length][];
            int from = 0;
            while (from < order.length) {
                int to = endOfBatch(tokens, order, from);
                long[][] together = Arrays.stream(order, from, to).mapToObj(i -> tokens[i]).toArray(long[][]::new);
                float[][][] states = run(environment, session, together);
                for (int i = from; i < to; i++) {
                    vectors[order[i]] = unit(firstToken ? states[i - from][0] : sum(states[i - from]));
                }
                from = to;
            }
            return vectors;
        } catch (OrtException e) {
            throw new IOException("Expected vectors of '" + model + "'; found: " + e.getMessage(), e);
        }
    }

    private long[][] tokens(List<String> texts) throws IOException {
        Map<String, String> options = Map.of("padding", "false", "truncation", "true", "maxLength", MOST_TOKENS);
        try (InputStream file = open(model + "-tokenizer.json");
                HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(file, options)) {
            return texts.stream().map(text -> tokenizer.encode(prefix + text).getIds()).toArray(long[][]::new);
        }
    }

    /** Where the batch ends that begins there: at the first text of another length, or when it is full. */
    private int endOfBatch(long[][] tokens, int[] order, int from) {
        int to = from + 1;
        while (to < order.length && to < from + batch && tokens[order[to]].length == tokens[order[from]].length) {
            to++;
        }
        return to;
    }

    /** The model's last states of tokens, [texts, length] to [texts, length, D]. */
    private static float[][][] run(OrtEnvironment environment, OrtSession session, long[][] tokens) throws OrtException {
        long[] shape = {tokens.length, tokens[0].length};
        long[] ids = Arrays.stream(tokens).flatMapToLong(Arrays::stream).toArray();
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        Map<String, long[]> values =
                Map.of("input_ids", ids, "attention_mask", ones, "token_type_ids", new long[ids.length]);
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (String name : session.getInputNames()) {
                inputs.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values.get(name)), shape));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return (float[][][]) result.get(0).getValue();
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static float[] sum(float[][] vectors) {
        float[] sum = new float[vectors[0].length];
        for (float[] vector : vectors) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += vector[d];
            }
        }
        return sum;
    }

    private static float[] unit(float[] vector) {
        double squared = 0;
        for (float x : vector) {
            squared += (double) x * x;
        }
        float[] unit = new float[vector.length];
        for (int d = 0; d < unit.length; d++) {
            unit[d] = (float) (vector[d] / Math.sqrt(squared));
        }
        return unit;
    }

    private static byte[] read(String file) throws IOException {
        try (InputStream stream = open(file)) {
            return stream.readAllBytes();
        }
    }

    private static InputStream open(String file) {
        return Encoder.class.getResourceAsStream("/" + file);
    }
}
