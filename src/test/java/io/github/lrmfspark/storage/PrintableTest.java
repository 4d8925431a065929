package io.github.lrmfspark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "000a, \\n",
        "000d, \\r",
        "0009, \\t",
        "0000, \\u0000",
        "0008, \\u0008",
        "001b, \\u001b",
        "007f, \\u007f",
        "0085, \\u0085",
        "009b, \\u009b",
        "2028, \\u2028",
        "2029, \\u2029",
        "202e, \\u202e",
        "2066, \\u2066",
        "200b, \\u200b",
        "feff, \\ufeff",
        "d800, \\ud800",
        "e0041, \\udb40\\udc41",
    })
    void whatATerminalWouldObeyOrHideIsEscaped(String codePoint, String escape) {
        String text = "a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b";
        assertThat(Printable.line(text)).isEqualTo("a" + escape + "b");
    }

    @Test
    void linesAndTabsStayWhereSeveralLinesAreMeant() {
        assertThat(Printable.lines("a\n\tb\u001b[2K\r")).isEqualTo("a\n\tb\\u001b[2K\\r");
    }

    @Test
    void lettersOfAllScriptsStay() {
        String text = "größe ﻧﺺ עברית 数据 नि‍ \uD83D\uDC68\u200D\uD83D\uDC69 \\u001b";
        assertThat(Printable.line(text)).isSameAs(text);
    }

    @Test
    void noAsciiLetterIsEscaped() {
        assertThat(IntStream.range(' ', 0x7f)).noneMatch(Printable::isEscaped);
    }
}
