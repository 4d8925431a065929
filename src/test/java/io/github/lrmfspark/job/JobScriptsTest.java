package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobScriptsTest {
    @TempDir
    Path root;

    @Test
    void beforeAnythingIsBuiltTheyTellHowTo() throws IOException, InterruptedException {
        Path jobs = Files.createDirectory(root.resolve("jobs"));
        for (String name : new String[] {"lib.sh", "align.sh"}) {
            Files.copy(Path.of("jobs", name), jobs.resolve(name));
        }

        Process align = new ProcessBuilder("bash", jobs.resolve("align.sh").toString(), "--source", "set")
                .redirectErrorStream(true)
                .start();

        assertThat(new String(align.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("found none", "mvn -DskipTests package");
        assertThat(align.waitFor()).isEqualTo(2);
    }
}
