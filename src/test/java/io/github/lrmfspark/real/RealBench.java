package io.github.lrmfspark.real;

import io.github.lrmfspark.data.PackedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Maps sets by the job and by its rivals, scores every map, and keeps the table, its page and its plot. */
@Command(
        name = "jobs/real.sh",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Maps real and made-up sets by the job and by its rivals, and keeps what was scored in"
                + " jobs/real.csv, jobs/real.md and jobs/real.svg.")
final class RealBench implements Callable<Integer> {
    private static final String PLOT = "real.svg";

    @Parameters(paramLabel = "SET", description = "The sets; all that can be built unless there is one.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--list", description = "Lists the sets and ends.")
    private boolean list;

    @Option(names = "--seeds", split = ",", defaultValue = "1,2,3", description = "Of maps that draw something.")
    private List<Long> seeds = List.of();

    @Option(names = "--rows", defaultValue = "12000", description = "Entries of WordNet on either side.")
    private int rows;

    @Option(names = "--part", defaultValue = "noun", description = "Of WordNet: noun or verb.")
    private String part = "";

    @Option(names = "--draw", defaultValue = "1", description = "The seed of the entries, and of made-up sets.")
    private long draw;

    @Option(names = "--maps", split = ",", description = "These maps alone, such as job, none, ridge-200.")
    private List<String> maps = new ArrayList<>();

    @Option(names = "--rivals-only", description = "All maps but the job's.")
    private boolean rivalsOnly;

    @Option(names = "--job", defaultValue = "job", description = "The name of the job's map in the table.")
    private String job = "";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the job; it wants a --job of its own.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--table", defaultValue = "jobs/real.csv", description = "The table; page and plot lie beside it.")
    private Path table = Path.of("");

    @Option(names = "--page-only", description = "Makes the page and the plot of the table and ends.")
    private boolean pageOnly;

    @Option(names = "--commit", hidden = true)
    private String commit = "";

    /** Arguments: those of {@code jobs/real.sh}. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new RealBench()).execute(words));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            RealSets.names().forEach(name -> System.out.printf("%-18s %s%n", name, RealSets.words(name)));
            return 0;
        }
        if (pageOnly) {
            Results.read(table).write(table);
            writePage(Results.read(table));
            return 0;
        }
        Draw drawn = new Draw(
                Path.of(System.getenv("LRMF_REAL_SETS")), Path.of(digits() == null ? "" : digits()), part, rows, draw);
        List<String> names = sets.isEmpty()
                ? RealSets.names().stream()
                        .filter(name -> digits() != null || !name.equals("digits"))
                        .toList()
                : sets;
        if (!settings.isEmpty() && job.equals("job")) {
            throw new IllegalArgumentException("Expected a --job NAME beside --set, for the table; found none");
        }
        drawn.encode(RealSets.texts(names));
        return measure(names, drawn) ? 0 : 1;
    }

    private static @Nullable String digits() {
        return System.getenv("LRMF_DIGITS");
    }

    /** Whether every job ended well. */
    private boolean measure(List<String> names, Draw drawn) throws IOException, InterruptedException {
        boolean whole = true;
        try (SparkSession spark = session()) {
            for (String name : names) {
                RealSet set = RealSets.make(name, spark, drawn);
                Judge judge = new Judge(set);
                for (Rival rival : Rivals.all()) {
                    if (wanted(rival.name()) && rival.appliesTo(set)) {
                        measure(set, judge, rival);
                    }
                }
                if (wanted(job) && !rivalsOnly) {
                    whole &= measureJob(spark, set, judge);
                }
            }
        }
        return whole;
    }

    private boolean wanted(String map) {
        return maps.isEmpty() || maps.contains(map);
    }

    private void measure(RealSet set, Judge judge, Rival rival) throws IOException {
        for (long seed : rival.drawn() ? seeds : List.of(0L)) {
            long start = System.nanoTime();
            PackedRows mapped = rival.method().map(set, seed);
            double seconds = (System.nanoTime() - start) / 1e9;
            keep(new Result(
                    set.name(),
                    set.draw(),
                    rival.name(),
                    seed,
                    rival.pairs(),
                    judge.scores(mapped),
                    seconds,
                    Double.NaN,
                    "",
                    commit));
        }
    }

    private boolean measureJob(SparkSession spark, RealSet set, Judge judge) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "real", set.name()));
        Tables.write(spark, set.source(), folder.resolve("source"));
        Tables.write(spark, set.target(), folder.resolve("target"));
        for (long seed : seeds) {
            try {
                JobRun run = JobRun.of(spark, folder, settings, seed);
                keep(new Result(
                        set.name(),
                        set.draw(),
                        job,
                        seed,
                        0,
                        judge.scores(run.mapped()),
                        run.seconds(),
                        run.megabytes(),
                        run.verdict(),
                        commit));
            } catch (IOException e) {
                System.err.println(set.name() + ": " + e.getMessage());
                return false;
            }
        }
        return true;
    }

    /** Puts a result into the table as soon as it is there, so that an end before the last one leaves it. */
    private void keep(Result result) throws IOException {
        Results.read(table).with(result).write(table);
        writePage(Results.read(table));
        System.out.println(result.line());
    }

    private void writePage(Results results) throws IOException {
        Files.writeString(table.resolveSibling("real.md"), ResultsPage.of(results, PLOT));
        if (!results.rows().isEmpty()) {
            Files.writeString(table.resolveSibling(PLOT), ResultsPlot.of(results));
        }
    }

    private static SparkSession session() {
        return SparkSession.builder()
                .master("local[*]")
                .appName("real")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 1)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
    }
}
