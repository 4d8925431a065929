package io.github.lrmfspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The {@code bench.json} of one run, which is kept beside this. */
final class KeptBenchTest {
    @Test
    void thePageOnTheCodeShowsItsTable() throws IOException {
        assertThat(Files.readString(Path.of("src", "README.md")))
                .contains(BenchTable.of(kept()).indent(4));
    }

    private static List<Comparison> kept() throws IOException {
        try (InputStream json = KeptBenchTest.class.getResourceAsStream("bench.json")) {
            return new ObjectMapper().readValue(json, new TypeReference<>() {});
        }
    }
}
