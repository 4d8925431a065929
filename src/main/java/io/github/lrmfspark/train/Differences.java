package io.github.lrmfspark.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.lang3.StringUtils;

/** What sets two specs apart, in words. */
public final class Differences {
    private static final int SHOWN = 60;

    private Differences() {}

    /** A line for each field of {@code here} that is another one in {@code saved}; empty if none is. */
    public static List<String> of(JsonNode here, JsonNode saved) {
        List<String> differences = new ArrayList<>();
        compare("", here, saved, differences);
        return differences;
    }

    private static void compare(String path, JsonNode here, JsonNode saved, List<String> differences) {
        if (!here.isObject()) {
            if (!here.toString().equals(saved.toString())) {
                differences.add(path + " was " + text(saved) + " and is " + text(here));
            }
            return;
        }
        for (Iterator<String> names = here.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            compare(path.isEmpty() ? name : path + "." + name, here.path(name), saved.path(name), differences);
        }
    }

    private static String text(JsonNode value) {
        return StringUtils.abbreviate(value.toString(), SHOWN);
    }
}
