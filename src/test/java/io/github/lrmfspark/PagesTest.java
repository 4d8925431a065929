package io.github.lrmfspark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.evaluation.Lengths;
import io.github.lrmfspark.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages link to, name and show is there. */
class PagesTest {
    private static final Path README = Path.of("README.md");
    private static final int LARGEST_README = 9_000;
    private static final int LARGEST_PICTURE = 200_000;

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern PATH = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)+|[\\w.-]+\\.(?:md|sh|xml|conf|java)");
    private static final Pattern SCRIPT = Pattern.compile("\\b(?:jobs|notebooks|conf)/[\\w-]+\\.(?:sh|conf)\\b");
    private static final Pattern PROFILE = Pattern.compile("mvn -P([\\w-]+)");
    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");

    private static final Pattern IMPORT = Pattern.compile("import (io\\.github\\.lrmfspark\\.(?!notebook\\.)[\\w.]+);");

    /** What a build or a run makes, and what lies in the jar. */
    private static final Pattern MADE = Pattern.compile("(?:target|sets|META-INF)/.*|lrmf-spark-.*");

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(README, Path.of("CHANGELOG.md"), Path.of("CONTRIBUTING.md")));
        for (String folder : List.of("jobs", "conf", "notebooks", "src")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        for (MatchResult link : found(LINK, Files.readString(page))) {
            Path linked = link.group(1).isEmpty() ? page : inFolderOf(page, link.group(1));
            String heading = link.group(2);
            if (!Files.exists(linked) || (heading != null && !headings(linked).contains(heading))) {
                broken.add(link.group());
            }
        }
        assertThat(broken).isEmpty();
    }

    private static Path inFolderOf(Path page, String path) {
        return page.resolveSibling(path).normalize();
    }

    /** The names that GitHub gives to headings in links. */
    private static List<String> headings(Path page) throws IOException {
        return found(HEADING, Files.readString(page)).stream()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pathsThatAreNamedExist(Path page) throws IOException {
        String text = Files.readString(page);
        Stream<String> named = found(CODE, text).stream()
                .map(code -> code.group(1).replaceFirst(" .*", ""))
                .filter(PATH.asMatchPredicate().and(MADE.asMatchPredicate().negate()));
        Stream<String> called = found(SCRIPT, text).stream().map(MatchResult::group);
        assertThat(Stream.concat(named, called).distinct().filter(path -> !isThere(page, path)))
                .isEmpty();
    }

    /** Whether a path exists from the root, from the page's folder or from that of the classes or tests. */
    private static boolean isThere(Path page, String path) {
        return Stream.of(
                        Path.of(path),
                        inFolderOf(page, path),
                        Path.of("src/main/java/io/github/lrmfspark", path),
                        Path.of("src/test/java/io/github/lrmfspark", path))
                .anyMatch(Files::exists);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void profilesThatAreNamedExist(Path page) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(found(PROFILE, Files.readString(page)).stream().map(profile -> profile.group(1)))
                .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
    }

    /** The notebooks' own helpers are made when they run. */
    @Test
    void classesThatNotebooksImportExist() throws IOException {
        List<String> imported = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            for (Path notebook :
                    files.filter(file -> file.toString().endsWith(".ipynb")).toList()) {
                for (MatchResult line : found(IMPORT, Files.readString(notebook))) {
                    imported.add(line.group(1));
                    if (!exists(line.group(1))) {
                        missing.add(notebook + ": " + line.group(1));
                    }
                }
            }
        }
        assertThat(imported).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    /** Of a class, or of one that is nested in a class. */
    private static boolean exists(String name) {
        String file = name.replace('.', '/');
        String nested = file.substring(0, file.lastIndexOf('/')) + "$" + file.substring(file.lastIndexOf('/') + 1);
        return Stream.of(file, nested).anyMatch(path -> PagesTest.class.getResource("/" + path + ".class") != null);
    }

    @Test
    void theReadmeIsShortAndHasBothCommands() throws IOException {
        assertThat(Files.size(README)).isLessThanOrEqualTo(LARGEST_README);
        assertThat(Files.readAllLines(README)).contains("    jobs/demo.sh", "    mvn");
        assertThat(Files.readAllLines(Path.of(".ci/run"))).contains("mvn");
        assertThat(Path.of("jobs/report.png")).exists();
        assertThat(Files.size(Path.of("jobs/report.png"))).isLessThanOrEqualTo(LARGEST_PICTURE);
    }

    @Test
    void thePageOnTheReportTellsEveryFigure() throws IOException {
        String page = Files.readString(Path.of("jobs/report.md"));
        assertThat(Evaluation.figures()).allSatisfy(figure -> assertThat(page).contains("`" + figure.name() + "`"));
    }

    @Test
    void thePageOnTheReportTellsEveryKey() throws IOException {
        String page = Files.readString(Path.of("jobs/report.md"));
        assertThat(RunReport.class.getRecordComponents())
                .allSatisfy(key -> assertThat(page).contains("| `" + key.getName() + "` |"));
        assertThat(Lengths.class.getRecordComponents())
                .allSatisfy(key -> assertThat(page).contains("`" + key.getName() + "`"));
    }

    @Test
    void theReadmesJavaCompiles() throws IOException {
        List<MatchResult> examples = found(JAVA, Files.readString(README));
        assertThat(examples).hasSize(1);
        assertThat(withoutSpace(Files.readString(Path.of("src/test/java/io/github/lrmfspark/ReadmeExample.java"))))
                .contains(withoutSpace(examples.get(0).group(1)));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
