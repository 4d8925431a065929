package io.github.lrmfspark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.evaluation.Figure;
import io.github.lrmfspark.evaluation.Lengths;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.SlicedWasserstein;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class HtmlReportTest {
    private static final String HOSTILE = "\"'><script>alert(1)</script>&amp;/~\u0001 é";

    @ParameterizedTest
    @ValueSource(strings = {"", HOSTILE})
    void everyFigureOfTheReportIsOnThePageAndEqualToIt(String text) throws Exception {
        RunReport report = SampleReports.full(text);
        JsonNode json = json(report);
        Map<String, String> shown = shown(page(report));
        assertThat(shown).containsExactlyInAnyOrderEntriesOf(expected(json));
    }

    @Test
    void thePageIsSmallAndFetchesNothing() throws Exception {
        String page = html(SampleReports.full(HOSTILE));
        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(200_000);
        assertThat(page).doesNotContain("<script", "src=", "href=", "url(", "@import");
        assertThat(page).startsWith("<!DOCTYPE html>").contains("<html lang=\"en\">");
    }

    @Test
    void whatUsersNameIsEscaped() throws Exception {
        assertThat(page(SampleReports.full(HOSTILE))
                        .getElementsByTagName("title")
                        .item(0)
                        .getTextContent())
                .isEqualTo("Aligned – alignment report");
        assertThat(texts(page(SampleReports.full(HOSTILE)), "code")).contains("hdfs:///sets/2024" + escaped(HOSTILE));
    }

    @Test
    void everyPartHasItsSection() throws Exception {
        Document page = page(SampleReports.full(""));
        assertThat(texts(page, "h2"))
                .containsExactly(
                        "Figures",
                        "Lengths of rows",
                        "Which map was written",
                        "How the verdict is reached",
                        "Distance to the bound",
                        "Loss",
                        "Course of the training",
                        "Training",
                        "Where the time went",
                        "Rows before and after",
                        "Where the sets still differ most",
                        "How much the map stretches",
                        "Provenance");
        assertThat(texts(page, "h1")).containsExactly("Aligned");
        assertThat(texts(page, "h3")).contains("By label", "The same again");
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(4 + 4 + 1);
        assertThat(sourceRows(page)).containsExactly(500, 500, 500, 500);
    }

    @Test
    void whatThereIsNotIsLeftOut() throws Exception {
        RunReport report = SampleReports.least();
        Document page = page(report);
        assertThat(texts(page, "h1")).containsExactly("Harmed");
        assertThat(texts(page, "h2")).containsExactly("Figures", "Provenance");
        assertThat(page.getElementsByTagName("svg").getLength()).isZero();
        assertThat(shown(page))
                .containsEntry("/metrics/after/meanDifference/value", "null")
                .containsEntry("/metrics/before/meanDifference/value", "0.4")
                .doesNotContainKey("/metrics/before/meanDifference/low");
    }

    @Test
    void whereMappedRowsAreNotOfTheTargetsLengthItSaysWhatToDo() throws Exception {
        String todo = "with output.normalise = true, align and transform write them at length one";
        assertThat(html(SampleReports.full(""))).contains(todo);
        assertThat(TextReport.of(SampleReports.full(""))).contains(todo);
        assertThat(html(SampleReports.least())).doesNotContain("output.normalise");
        assertThat(TextReport.of(SampleReports.least())).doesNotContain("output.normalise");
        assertThat(LengthsSection.sentence(new Lengths(1, 1, 0.9995, 1.0005))).doesNotContain("output.normalise");
    }

    @Test
    void everyMetricIsExplained() {
        assertThat(Evaluation.figures()).isNotEmpty().extracting(Figure::name).allSatisfy(name -> {
            assertThat(Words.explanation(name)).as(name).isNotEmpty();
            assertThat(Words.best(name)).as(name).isNotEmpty();
        });
        assertThat(Words.best("domainClassifierAuc")).isEqualTo("0.5");
        assertThat(Words.best("neighbourOverlap")).isEqualTo("1");
        assertThat(Words.title("somethingNew2")).isEqualTo("Something new 2");
    }

    @Test
    void everyTermOfAFitIsExplained() {
        LogLikelihoodRatio objective =
                LogLikelihoodRatio.of(LuLinear.of(2), Flows.gaussian(2)).plus(new SlicedWasserstein(1, 1, 1));
        assertThat(objective.termNames())
                .allSatisfy(name -> assertThat(Words.explanation(name)).as(name).isNotEmpty());
    }

    /** Every value of the report but those that are drawn, and what says nothing. */
    private static Map<String, String> expected(JsonNode json) {
        Map<String, String> values = new LinkedHashMap<>();
        collect("", json, values);
        values.keySet()
                .removeIf(path -> path.matches("/pictures/projection/.*|/training/history/.*|.*/weights/.*|"
                        + "/pictures/logDets/\\d+/(from|to)"));
        values.keySet()
                .removeIf(path -> path.matches("/metrics/.*/(low|high)")
                        && json.at(path.replaceFirst("[^/]*$", "low"))
                                .equals(json.at(path.replaceFirst("[^/]*$", "high"))));
        Map<String, String> escaped = new LinkedHashMap<>();
        values.forEach((path, value) -> escaped.put(escaped(path), escaped(value)));
        return escaped;
    }

    private static String escaped(String text) {
        return text.replace('\u0001', '\ufffd');
    }

    private static void collect(String path, JsonNode node, Map<String, String> values) {
        if (node.isValueNode()) {
            values.put(path, node.asText());
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(path + "/" + i, node.get(i), values);
        }
        node.fields().forEachRemaining(field -> {
            String name = field.getKey().replace("~", "~0").replace("/", "~1");
            collect(path + "/" + name, field.getValue(), values);
        });
    }

    private static Map<String, String> shown(Document page) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Element element : elements(page, "*")) {
            if (element.hasAttribute("data-path")) {
                shown.put(element.getAttribute("data-path"), element.getAttribute("data-value"));
            }
        }
        return shown;
    }

    /** Source rows in each drawing that has rows. */
    private static List<Integer> sourceRows(Document page) {
        return elements(page, "svg").stream()
                .map(svg -> svg.getElementsByTagName("path"))
                .map(paths -> IntStream.range(0, paths.getLength())
                        .mapToObj(i -> (Element) paths.item(i))
                        .filter(path -> path.getAttribute("class").startsWith("cloud source"))
                        .mapToInt(path -> path.getAttribute("d").split("M", -1).length - 1)
                        .sum())
                .filter(rows -> rows > 0)
                .toList();
    }

    private static List<String> texts(Document page, String tag) {
        return elements(page, tag).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Document page, String tag) {
        NodeList nodes = page.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    /** The page, which is well-formed XML too. */
    private static Document page(RunReport report) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html(report).getBytes(StandardCharsets.UTF_8)));
    }

    private static String html(RunReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlReport.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode json(RunReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportWriter.write(report, out);
        return new JsonMapper().readTree(out.toByteArray());
    }
}
