package io.github.lrmfspark.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * JSON as this program writes it and nothing else: a field that is unknown, named twice or of another type is refused, and so are
 * a number that is missing, text after the end, and brackets a thousand deep. A field of a record that may be null may be missing.
 */
public final class StrictJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private StrictJson() {}

    /**
     * The tree that a text in UTF-8 stands for.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static JsonNode tree(byte[] json) {
        return read(json, JsonNode.class);
    }

    /**
     * The record that a text in UTF-8 stands for.
     *
     * @throws IllegalArgumentException if it is another one, or the record refuses its values
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new IllegalArgumentException("Expected a JSON object; found null");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException(reason(e), e);
        }
    }

    private static String reason(IOException failure) {
        Throwable root = ExceptionUtils.getThrowableList(failure).stream()
                .filter(cause -> cause instanceof IllegalArgumentException || cause instanceof NullPointerException)
                .findFirst()
                .orElse(failure);
        if (root instanceof NullPointerException) {
            return "Expected every field; found one missing or null";
        }
        return String.valueOf(
                root instanceof JsonProcessingException json ? json.getOriginalMessage() : root.getMessage());
    }
}
