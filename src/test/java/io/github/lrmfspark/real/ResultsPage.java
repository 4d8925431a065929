package io.github.lrmfspark.real;

import io.github.lrmfspark.real.Results.Spread;
import io.github.lrmfspark.report.Numerals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page that tells a table of results: what is measured, and a table a set. */
final class ResultsPage {
    private static final String HEAD = """
            # Maps of real sets

            Made by `jobs/real.sh` of [real.csv](real.csv); not written by hand. `jobs/real.sh T2-800` measures one set, `jobs/real.sh`
            all of them, and `--help` lists what else it takes. Texts are those of WordNet. They, the encoders and the code come by
            Maven alone. Encoded texts are kept in the folder `LRMF_REAL_SETS`, `~/.cache/lrmf-spark/real` unless it is set. The codes
            of digits are no part of this; `LRMF_DIGITS` names their folder.

            The job runs in a process of its own, by its defaults, without labels. It is set beside no map at all (`none`), one shift
            and one scale (`shift`), and closed forms of both sets' moments. `refined` turns the source to where its neighbours in the
            target are, and then brings it towards the target's covariance; `refined-each` scales each coordinate before, and
            `far-refined` begins with a turn from anywhere. Procrustes' and ridge's maps were told pairs, as many as their names say, and
            are upper bounds. No map is judged by rows of which it was told the pairs.

            All maps of a set are scored on the same rows: 3,000 of the source, or three quarters where it has fewer than 4,000; labels
            beside the whole target, the area beside as many rows of it, and retrieval beside the true images of the whole source. The
            metrics are those of [the report](report.md#figures).

            """;

    private ResultsPage() {}

    /**
     * The page.
     *
     * @param plot the name of the plot beside it
     */
    static String of(Results results, String plot) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| score | is |\n|---|---|\n");
        for (Score score : Score.values()) {
            page.append(row(Stream.of(score.label(), score.words())));
        }
        if (results.rows().isEmpty()) {
            return page.append("\nNothing is in the table yet.\n").toString();
        }
        page.append(
                        "\nCells have the median of the seeds, and their range. Seconds and megabytes are of the whole process of the")
                .append(" job, and of a rival's map alone.\n\n![Scores of every map of every set](")
                .append(plot)
                .append(")\n");
        results.bySet().forEach(ofSet -> addSet(page, ofSet));
        return page.toString();
    }

    private static void addSet(StringBuilder page, List<Result> ofSet) {
        Result first = ofSet.get(0);
        List<Score> scores = Arrays.stream(Score.values())
                .filter(score -> ofSet.stream().anyMatch(row -> row.scores().containsKey(score)))
                .toList();
        page.append("\n## ")
                .append(first.set())
                .append(", draw ")
                .append(first.draw())
                .append("\n\n");
        page.append(RealSets.words(first.set()))
                .append(" By ")
                .append(commits(ofSet))
                .append(".\n\n");
        List<String> header = new ArrayList<>(List.of("map", "pairs"));
        scores.forEach(score -> header.add(score.label()));
        header.addAll(List.of("seconds", "MB", "verdict"));
        page.append(row(header.stream())).append("|---".repeat(header.size())).append("|\n");
        for (List<Result> seeds : Results.byMap(ofSet)) {
            List<String> cells = new ArrayList<>(List.of(seeds.get(0).map(), pairs(seeds)));
            scores.forEach(score -> cells.add(text(Results.spread(seeds, score), ResultsPage::share)));
            cells.add(text(Results.spread(seeds, Result::seconds), ResultsPage::seconds));
            cells.add(text(Results.spread(seeds, Result::megabytes), value -> Numerals.whole(Math.round(value))));
            cells.add(distinct(seeds.stream().map(Result::verdict)));
            page.append(row(cells.stream()));
        }
    }

    private static String pairs(List<Result> seeds) {
        int pairs = seeds.get(0).pairs();
        return pairs == 0 ? "" : Numerals.whole(pairs);
    }

    private static String commits(List<Result> rows) {
        return distinct(rows.stream().map(row -> "`" + row.commit() + "`"));
    }

    private static String distinct(Stream<String> texts) {
        return texts.distinct().collect(Collectors.joining(", "));
    }

    /** How a number is written. */
    private interface Format {
        String of(double value);
    }

    private static String text(Spread spread, Format format) {
        if (Double.isNaN(spread.median())) {
            return "";
        }
        String low = format.of(spread.low());
        String high = format.of(spread.high());
        return format.of(spread.median()) + (low.equals(high) ? "" : " (" + low + "–" + high + ")");
    }

    /** Three decimals, without the zero before them. */
    private static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value)
                .replaceFirst("^(-?)0\\.", "$1.")
                .replace('-', '−');
    }

    /** Whole seconds, and tenths of few. */
    private static String seconds(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
    }

    private static String row(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
