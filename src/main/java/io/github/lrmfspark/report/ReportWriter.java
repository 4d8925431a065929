package io.github.lrmfspark.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.github.lrmfspark.checkpoint.HistoryPoint;
import io.github.lrmfspark.objective.LossTerms;
import java.io.IOException;
import java.io.OutputStream;

/** Writes reports as {@link SharedJson} in UTF-8, indented, keys in the order of the records; a figure that is not finite as null. */
public final class ReportWriter {
    private static final ObjectWriter JSON = SharedJson.builder()
            .addModule(new SimpleModule("figures")
                    .addSerializer(Double.class, new FiniteOrNull())
                    .addSerializer(double.class, new FiniteOrNull()))
            .addMixIn(HistoryPoint.class, NamedLoss.class)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build()
            .writerFor(RunReport.class);

    private ReportWriter() {}

    /** Writes to a stream and leaves it open. */
    public static void write(RunReport report, OutputStream out) throws IOException {
        JSON.writeValue(out, report);
    }

    /** What the terms of the loss are called in a report. */
    private interface NamedLoss {
        @JsonProperty("loss")
        LossTerms terms();
    }

    private static final class FiniteOrNull extends StdSerializer<Double> {
        FiniteOrNull() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }
}
