package io.github.lrmfspark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** What is kept of a training, found again, refused and removed. */
class CheckpointsTest extends CheckpointFixture {
    private static final JsonNode FIT = fit(Map.of("steps", 2000, "noise", 0.2));

    private Checkpoints open(boolean resume, JsonNode fit) {
        return open(new Configuration(), folder.resolve("kept").toString(), resume, fit, notices::add);
    }

    private static TrainingState state(int step) {
        return state(step, new float[] {step, -0.0f, Float.MIN_VALUE}, new float[40_000], point(step, 1 / 3.0));
    }

    private static void reach(Checkpoints checkpoints, String training, int rounds, boolean ended) {
        checkpoints.latest(training, state -> true);
        IntStream.rangeClosed(1, rounds)
                .forEach(round ->
                        checkpoints.reached(training, round, ended && round == rounds, () -> state(10 * round)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".crc"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aStateComesBackBitForBit() {
        reach(open(false, FIT), "training", 4, true);

        assertThat(open(true, FIT).latest("training", state -> true))
                .hasValueSatisfying(
                        state -> assertThat(state).usingRecursiveComparison().isEqualTo(state(40)));
        assertThat(notices).containsExactly("training goes on after step 40.");
    }

    @Test
    void theNewestFewOfATrainingAreKeptAndTheLastOfOneThatEnded() throws IOException {
        Checkpoints checkpoints = open(false, FIT);
        reach(checkpoints, "affine start", 7, true);
        assertThat(names()).containsExactly("affine-start.0000000070.checkpoint");

        reach(checkpoints, "training", 11, false);
        assertThat(names())
                .as("after every third round")
                .containsExactly(
                        "affine-start.0000000070.checkpoint",
                        "training.0000000060.checkpoint",
                        "training.0000000090.checkpoint");
    }

    @Test
    void aDamagedOneIsNamedAndTheOneBeforeItIsUsed() throws IOException {
        reach(open(false, FIT), "training", 6, false);
        Path newest = folder.resolve("kept/training.0000000060.checkpoint");
        byte[] bytes = Files.readAllBytes(newest);
        Files.delete(folder.resolve("kept/.training.0000000060.checkpoint.crc"));
        for (byte[] damaged :
                List.of(flipped(bytes, 100), flipped(bytes, bytes.length - 1), new byte[7], new byte[0])) {
            Files.write(newest, damaged);
            notices.clear();

            assertThat(open(true, FIT).latest("training", state -> true))
                    .hasValueSatisfying(state -> assertThat(state.step()).isEqualTo(30));
            assertThat(notices).anyMatch(line -> line.contains("training.0000000060.checkpoint' is damaged"));
        }
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    @Test
    void anotherFitIsRefusedWithTheDifferences() {
        reach(open(false, FIT), "training", 3, false);
        JsonNode other = fit(Map.of("steps", 4000, "noise", 0.2));

        assertThatThrownBy(() -> open(true, other))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("training.steps was 2000 and is 4000")
                .hasMessageNotContaining("noise");
    }

    @Test
    void checkpointsThatAreThereAreNotMixedWithNewOnes() {
        reach(open(false, FIT), "training", 3, false);

        assertThatThrownBy(() -> open(false, FIT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("found training.0000000030.checkpoint");
    }

    @Test
    void aDirectoryThatVanishesIsMadeAgain() throws IOException {
        Checkpoints checkpoints = open(false, FIT);
        reach(checkpoints, "training", 3, false);
        Checkpoints.remove(new Configuration(), folder.resolve("kept").toString());
        reach(checkpoints, "polish", 3, false);

        assertThat(names()).containsExactly("polish.0000000030.checkpoint");
    }

    @Test
    void oneThatCannotBeWrittenIsToldAndDoesNotEndTheTraining() throws IOException {
        Checkpoints checkpoints = open(false, FIT);
        checkpoints.latest("training", state -> true);
        Files.createFile(folder.resolve("kept"));
        checkpoints.reached("training", 3, false, () -> state(30));

        assertThat(notices).hasSize(1).first().asString().startsWith("Cannot write a checkpoint in");
    }

    @Test
    void aDiskThatIsFullIsToldAndDoesNotEndTheTraining() throws IOException {
        Checkpoints checkpoints =
                open(FullDisk.configuration(), "full:" + folder.resolve("kept"), false, FIT, notices::add);
        checkpoints.latest("training", state -> true);
        checkpoints.reached("training", 3, false, () -> state(30));

        assertThat(notices).singleElement().asString().contains("No space left on device");
    }

    @Test
    void aDirectoryThatCannotBeUsedIsRefused() throws IOException {
        Files.createFile(folder.resolve("kept"));

        assertThatThrownBy(() -> open(true, FIT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("kept")
                .hasMessageContaining("cannot be used");
    }

    @Test
    void removingLeavesWhatIsNotOurs() throws IOException {
        reach(open(false, FIT), "training", 3, false);
        List<String> others = List.of("model.checkpoint", "other", "training.30.checkpoint", "training.checkpoint");
        for (String other : others) {
            Files.createFile(folder.resolve("kept").resolve(other));
        }
        Files.createFile(folder.resolve("kept/.thesis.crc"));
        Checkpoints.remove(new Configuration(), folder.resolve("kept").toString());
        assertThat(names()).isEqualTo(others);
        assertThat(folder.resolve("kept/.thesis.crc")).exists();
    }

    @Test
    void removingLeavesNothingOfAWriteThatWasKilled() throws IOException {
        reach(open(false, FIT), "private fit 1 of 3", 3, false);
        for (String left : List.of(
                ".training.0000000060.checkpoint.unfinished",
                "..training.0000000060.checkpoint.unfinished.crc",
                ".training.0000000090.checkpoint.crc")) {
            Files.createFile(folder.resolve("kept").resolve(left));
        }
        Checkpoints.remove(new Configuration(), folder.resolve("kept").toString());
        assertThat(folder.resolve("kept")).doesNotExist();
    }
}
