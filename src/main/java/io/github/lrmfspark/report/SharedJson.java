package io.github.lrmfspark.report;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.github.lrmfspark.storage.Printable;
import io.github.lrmfspark.storage.Redaction;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON that leaves the job: no text in it has a secret, see {@link Redaction}, or a character that a terminal would obey. */
public final class SharedJson {
    private SharedJson() {}

    /** What writes it. */
    public static JsonMapper.Builder builder() {
        return JsonMapper.builder(new JsonFactoryBuilder()
                        .characterEscapes(new PrintableOnly())
                        .build())
                .addModule(new SimpleModule("texts").addSerializer(String.class, new Redacted()));
    }

    private static final class Redacted extends StdSerializer<String> {
        Redacted() {
            super(String.class);
        }

        @Override
        public void serialize(String value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(Redaction.of(value));
        }
    }

    private static final class PrintableOnly extends CharacterEscapes {
        private static final int DELETE = 0x7f;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[DELETE] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            boolean half = Character.isSurrogate((char) character);
            return Printable.isEscaped(character) && !half
                    ? new SerializedString(Printable.escape((char) character))
                    : null;
        }
    }
}
