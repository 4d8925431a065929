package io.github.lrmfspark.ml;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lrmfspark.storage.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;

/**
 * The line that Spark ML keeps beside a model: its class, its uid and its params.
 *
 * @param text the line
 * @param fields the same, as a tree
 */
record ModelMetadata(String text, JsonNode fields) {
    private static final String CLASS = "class";
    private static final String SET = "paramMap";
    private static final String DEFAULTS = "defaultParamMap";
    private static final Set<String> NAMES = Set.of(CLASS, "timestamp", "sparkVersion", "uid", SET, DEFAULTS);

    /** @throws DamagedModelException if it is not the line of such a model */
    static ModelMetadata of(byte[] line) {
        try {
            ModelMetadata metadata = new ModelMetadata(new String(line, UTF_8).strip(), StrictJson.tree(line));
            metadata.check();
            return metadata;
        } catch (IllegalArgumentException e) {
            throw new DamagedModelException("its metadata cannot be used: " + e.getMessage(), e);
        }
    }

    private void check() {
        List<String> names = new ArrayList<>();
        fields.fieldNames().forEachRemaining(names::add);
        if (names.size() != NAMES.size() || !NAMES.containsAll(names)) {
            throw new IllegalArgumentException(
                    "Expected the fields " + NAMES.stream().sorted().toList() + "; found " + names);
        }
        require(LrmfAlignerModel.class.getName().equals(fields.path(CLASS).textValue()), "a model of this kind", CLASS);
        require(fields.path("timestamp").isIntegralNumber(), "a time", "timestamp");
        require(fields.path("sparkVersion").isTextual(), "a version", "sparkVersion");
        require(
                fields.path("uid").isTextual()
                        && !fields.path("uid").textValue().isBlank(),
                "a name",
                "uid");
        require(fields.path(SET).isObject(), "params", SET);
        require(fields.path(DEFAULTS).isObject(), "params", DEFAULTS);
    }

    private void require(boolean holds, String rule, String name) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + rule + " as '" + name + "'; found " + fields.path(name));
        }
    }

    String uid() {
        return fields.path("uid").textValue();
    }

    /** @throws DamagedModelException if a param is unknown, of another type or out of its range */
    void setOn(LrmfAlignerModel model) {
        values(model, SET).forEach(model::set);
        values(model, DEFAULTS).forEach(model::setDefault);
    }

    private Map<Param<Object>, Object> values(LrmfAlignerModel model, String params) {
        Map<Param<Object>, Object> values = new LinkedHashMap<>();
        fields.path(params).fields().forEachRemaining(field -> {
            if (!model.hasParam(field.getKey())) {
                throw new DamagedModelException("its metadata has the unknown param '" + field.getKey() + "'");
            }
            Param<Object> param = model.getParam(field.getKey());
            values.put(param, value(param, field.getValue()));
        });
        return values;
    }

    private static Object value(Param<Object> param, JsonNode json) {
        if (isOfType(param, json)) {
            Object value = param.jsonDecode(json.toString());
            if ((boolean) param.isValid().apply(value)) {
                return value;
            }
        }
        throw new DamagedModelException(
                "its metadata has a param '" + param.name() + "' of " + json + "; expected: " + param.doc());
    }

    private static boolean isOfType(Param<?> param, JsonNode json) {
        if (param instanceof IntParam) {
            return json.isIntegralNumber() && json.canConvertToInt();
        }
        if (param instanceof LongParam) {
            return json.isIntegralNumber() && json.canConvertToLong();
        }
        if (param instanceof DoubleParam) {
            return json.isNumber();
        }
        return param instanceof BooleanParam ? json.isBoolean() : json.isTextual();
    }
}
