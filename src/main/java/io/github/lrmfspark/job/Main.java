package io.github.lrmfspark.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lrmfspark.report.Build;
import io.github.lrmfspark.session.Console;
import io.github.lrmfspark.session.Sessions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/**
 * The job's only entry: chooses a command, runs it and turns the outcome into an exit code.
 *
 * <p>What a person reads goes to the standard error stream; the standard output holds one line of JSON for a machine.
 */
@Command(
        name = "lrmf-spark",
        description = "Aligns two unpaired sets of vectors by a log-likelihood ratio minimizing flow.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        versionProvider = Main.Version.class,
        scope = ScopeType.INHERIT,
        subcommands = {Generate.class, Train.class, Transform.class, Align.class, Evaluate.class})
public final class Main {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int REFUSED = 2;
    static final int NOT_ALIGNED = 3;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            showDefaultValue = Visibility.NEVER,
            description = "After a failure, tell where it happened too.")
    private boolean stackTrace;

    private volatile @Nullable SparkSession session;

    private Main() {}

    /** Ends the JVM only if something is wrong: on a cluster an early exit counts as a failure. */
    public static void main(String[] args) {
        Main main = new Main();
        int code =
                main.execute(new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8), args);
        main.session().ifPresent(SparkSession::stop);
        if (code != DONE) {
            System.exit(code);
        }
    }

    /** Runs one command and returns its exit code; its session stays for the next one. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new Main().execute(out, err, args);
    }

    /** Whatever a command throws, an Error too, is explained. */
    private int execute(PrintWriter out, PrintWriter err, String... args) {
        Console console = new Console(err);
        CommandLine line = new CommandLine(this);
        UsageFaults.collectIn(line);
        try {
            return line.setOut(new Console(out))
                    .setErr(console)
                    .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                    .setExpandAtFiles(false)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setExecutionStrategy(Main::runUnlessFaulty)
                    .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, console))
                    .execute(args);
        } catch (Throwable e) {
            return explain(e, console);
        }
    }

    /** The session of this process, for the command that is run. */
    SparkSession start(String name, Consumer<String> notices) {
        SparkSession started = Sessions.start(name, notices);
        session = started;
        return started;
    }

    /** The session, which may have stopped; empty where none was started. */
    Optional<SparkSession> session() {
        return Optional.ofNullable(session);
    }

    private static int runUnlessFaulty(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        List<String> faults = UsageFaults.of(parsed);
        faults.forEach(parsed.commandSpec().commandLine().getErr()::println);
        return faults.isEmpty() ? new RunLast().execute(parsed) : REFUSED;
    }

    private int explain(Throwable failure, Console console) {
        return Failures.explain(failure, console, stackTrace);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Build build = Build.current();
            return new String[] {build.versions().get("lrmf-spark") + ", commit " + build.commit()};
        }
    }
}
