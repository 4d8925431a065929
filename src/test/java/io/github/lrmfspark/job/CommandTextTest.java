package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTextTest {
    @Test
    void wordsAreQuotedForAShell() {
        assertThat(CommandText.repeating(List.of("align", "--source", "a b", "--label-col", "it's", "--set=x=$y"), 7))
                .isEqualTo("jobs/align.sh --source 'a b' --label-col 'it'\\''s' '--set=x=$y' --set training.seed=7");
        assertThat(CommandText.repeating(List.of("train", "--model", ""), -1))
                .isEqualTo("jobs/train.sh --model '' --set training.seed=-1");
    }

    @Test
    void aSeedThatIsSaidIsNotSaidTwice() {
        assertThat(CommandText.repeating(List.of("align", "--set", "training.seed=3"), 3))
                .isEqualTo("jobs/align.sh --set training.seed=3");
        assertThat(CommandText.repeating(List.of("align", "--set=training.seed=3"), 3))
                .isEqualTo("jobs/align.sh --set=training.seed=3");
    }
}
