package io.github.lrmfspark.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of {@code report.json}, looked up by their place in it, so that a page shows nothing else. An element that shows
 * one carries its JSON pointer as {@code data-path} and all its digits as {@code data-value}.
 */
final class Figures {
    private final JsonNode report;

    private Figures(JsonNode report) {
        this.report = report;
    }

    static Figures of(RunReport report) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        ReportWriter.write(report, json);
        return new Figures(new JsonMapper().readTree(json.toByteArray()));
    }

    /** The pointer of the value under these names. */
    static String path(Object... names) {
        StringBuilder pointer = new StringBuilder();
        for (Object name : names) {
            pointer.append('/').append(name.toString().replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    /** The last name of a pointer. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
    }

    /** Whether there is a value, be it null. */
    boolean has(String path) {
        return !report.at(path).isMissingNode();
    }

    /** Whether there is a single value and not a list or an object. */
    boolean isValue(String path) {
        return report.at(path).isValueNode();
    }

    /** Whether there is a number; what is not finite was written as null. */
    boolean isFinite(String path) {
        return report.at(path).isNumber();
    }

    double number(String path) {
        return report.at(path).asDouble();
    }

    String text(String path) {
        return required(path).asText();
    }

    /** The names of what an object holds, in their order; none where it is not there. */
    List<String> names(String path) {
        List<String> names = new ArrayList<>();
        report.at(path).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** How many values a list holds; 0 where it is not there. */
    int size(String path) {
        return report.at(path).size();
    }

    /** The value for a person: a number by its most significant digits. */
    Element shown(String path) {
        JsonNode value = required(path);
        if (value.isNull()) {
            return cell(path, "–").with("title", "not finite");
        }
        if (value.isIntegralNumber()) {
            return cell(path, Numerals.whole(value.asLong()));
        }
        return cell(path, value.isNumber() ? Numerals.real(value.asDouble()) : value.asText());
    }

    /** The number with the digits that its error leaves; with the most significant ones where it has none. */
    Element measured(String path, double error) {
        return error > 0 && !required(path).isNull() ? cell(path, Numerals.measured(number(path), error)) : shown(path);
    }

    /** The value as it is written in the report. */
    Element exact(String path) {
        return cell(path, text(path));
    }

    /** The value under a text of its own. */
    Element cell(String path, String text) {
        return mark(Element.of("span"), path).text(text);
    }

    /** The element, as one that shows the value. */
    Element mark(Element element, String path) {
        return element.with("data-path", path).with("data-value", text(path));
    }

    private JsonNode required(String path) {
        JsonNode value = report.at(path);
        if (!value.isValueNode()) {
            throw new IllegalArgumentException("Expected a value at " + path + "; found " + value.getNodeType());
        }
        return value;
    }
}
