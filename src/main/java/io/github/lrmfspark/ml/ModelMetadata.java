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
 * The line that Spark ML keeps beside a model: its class, its uid and its params. It has these fields and no other, in
 * any order:
 *
 * <pre>
 *   class            string   the name of {@link LrmfAlignerModel}
 *   timestamp        integer  milliseconds of the save; not read
 *   sparkVersion     string   that saved it; any is read
 *   uid              string   not blank
 *   paramMap         object   params that were set, by name
 *   defaultParamMap  object   defaults at the time of the save, by name
 * </pre>
 *
 * <p>A param's value has to be of the param's type and in its range. {@code 3.0} and {@code "3"} are refused for an
 * int.
 *
 * @param text the line, without space around it: the bytes that the checksum of {@link ParameterRows} covers
 * @param fields the same, as a tree
 */
record ModelMetadata(String text, JsonNode fields) {
    private static final String CLASS = "class";
    private static final String SET = "paramMap";
    private static final String DEFAULTS = "defaultParamMap";
    private static final Set<String> NAMES = Set.of(CLASS, "timestamp", "sparkVersion", "uid", SET, DEFAULTS);

    /**
     * The metadata that a line is; its params are not looked at yet.
     *
     * @param line in UTF-8
     * @return the metadata
     * @throws DamagedModelException if it is no JSON, names a field twice, has other fields or is of another class
     */
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

    /** {@return the model's uid} */
    String uid() {
        return fields.path("uid").textValue();
    }

    /**
     * Sets params and defaults on a model. The defaults of the save win over those of this version, so that a model
     * keeps behaving as it did.
     *
     * @param model the params' owner
     * @throws DamagedModelException if a param is unknown, of another type or out of its range
     * @throws IllegalArgumentException if Spark cannot decode a value
     */
    void setOn(LrmfAlignerModel model) {
        values(model, SET).forEach(model::set);
        values(model, DEFAULTS).forEach(model::setDefault);
    }

    /** The params under one of the two fields, decoded as Spark ML does, all of these before any is set. */
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

    /** One value, if the param takes it. */
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
