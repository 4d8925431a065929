package io.github.lrmfspark.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.lang3.StringUtils;

/** What sets two specs apart, in words. */
public final class Differences {
    private static final int SHOWN = 60;

    private Differences() {}

    /** A line for each field that is another one {@code here} than in {@code saved}; empty if none is. */
    public static List<String> of(JsonNode here, JsonNode saved) {
        List<String> differences = new ArrayList<>();
        compare("", here, saved, differences);
        return differences;
    }

    private static void compare(String path, JsonNode here, JsonNode saved, List<String> differences) {
        if (!here.isObject() || !saved.isObject()) {
            if (!text(here).equals(text(saved))) {
                differences.add(path + " was " + shown(saved) + " and is " + shown(here));
            }
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        here.fieldNames().forEachRemaining(names::add);
        saved.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            compare(path.isEmpty() ? name : path + "." + name, here.path(name), saved.path(name), differences);
        }
    }

    private static String shown(JsonNode value) {
        return StringUtils.abbreviate(text(value), SHOWN);
    }

    /** A field that is not there is one without a value. */
    private static String text(JsonNode value) {
        return value.isMissingNode() ? "null" : value.toString();
    }
}
