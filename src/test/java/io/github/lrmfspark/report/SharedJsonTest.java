package io.github.lrmfspark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedJsonTest {
    private record Place(String path, Map<String, String> more) {}

    private static String json(String path, Map<String, String> more) throws JsonProcessingException {
        return SharedJson.builder().build().writeValueAsString(new Place(path, more));
    }

    @Test
    void noTextHasASecret() throws JsonProcessingException {
        assertThat(json("other://user:PASSW0RD@host/a", Map.of("b", "https://h/x?token=PASSW0RD")))
                .isEqualTo("{\"path\":\"other://user:***@host/a\",\"more\":{\"b\":\"https://h/x?token=***\"}}");
    }

    @Test
    void itIsOneLineOfWhatCanBeShownAndReadsAsItWas() throws JsonProcessingException {
        String odd = "größe \n\r\u001b[2K\u007f\u009b\u2028\u202e \uD83D\uDC68";
        String json = json(odd, Map.of(odd, odd));
        assertThat(json)
                .contains("größe \\n\\r\\u001B[2K\\u007F\\u009b\\u2028\\u202e \uD83D\uDC68")
                .doesNotContainPattern("[\\p{Cntrl}\\u007f-\\u009f\\u2028\\u202e]");
        assertThat(new JsonMapper().readTree(json).at("/path").asText()).isEqualTo(odd);
        assertThat(new JsonMapper().readTree(json).at("/more").fieldNames().next())
                .isEqualTo(odd);
    }

    @Test
    void aPageHasNoCharacterThatTurnsTheOnesAroundIt() {
        Element element = Element.of("td").with("title", "a\u202e\"b").text("<x>\u2066\u001b\u2028");
        assertThat(element.toString()).isEqualTo("<td title=\"a\ufffd&quot;b\">&lt;x&gt;\ufffd\ufffd\ufffd</td>");
    }
}
