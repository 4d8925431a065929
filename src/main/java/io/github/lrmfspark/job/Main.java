package io.github.lrmfspark.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lrmfspark.data.Causes;
import io.github.lrmfspark.data.InvalidInputException;
import io.github.lrmfspark.kernel.UnusableDeviceException;
import io.github.lrmfspark.report.Build;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import scala.runtime.BoxedUnit;

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

    private Main() {}

    /** Ends the JVM only if something is wrong: on a cluster an early exit counts as a failure. */
    public static void main(String[] args) {
        int code = run(new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8), args);
        SparkSession.getDefaultSession().foreach(Main::stop);
        if (code != DONE) {
            System.exit(code);
        }
    }

    /** Runs one command and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main());
        UsageFaults.collectIn(line);
        return line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Main::runUnlessFaulty)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command.getErr()))
                .execute(args);
    }

    private static BoxedUnit stop(SparkSession spark) {
        spark.stop();
        return BoxedUnit.UNIT;
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

    private static int explain(Exception failure, PrintWriter err) {
        Optional<Throwable> refusal = ExceptionUtils.getThrowableList(failure).stream()
                .filter(cause -> cause instanceof InvalidInputException || cause instanceof UnusableDeviceException)
                .findFirst();
        if (refusal.isPresent()) {
            err.println(refusal.get().getMessage());
            return REFUSED;
        }
        err.println("Failed: " + Causes.of(failure));
        failure.printStackTrace(err);
        return FAILED;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Build build = Build.current();
            return new String[] {build.versions().get("lrmf-spark") + ", commit " + build.commit()};
        }
    }
}
