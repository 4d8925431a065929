package io.github.lrmfspark.job;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts in a checkout of their own, with a spark-submit that says what it was given, and runs on where it is told to. */
class JobScriptsTest {
    private static final String SUBMIT = """
            #!/usr/bin/env bash
            echo "locale ${LC_ALL:-}${LC_CTYPE:-}${LANG:-}"
            printf 'word %s\\n' "$@"
            if [[ -n ${PID:-} ]]; then
              exec perl -e 'open F, ">", "$ENV{PID}.new"; print F $$; close F; rename "$ENV{PID}.new", $ENV{PID}; sleep 60'
            fi
            """;

    @TempDir
    Path root;

    private Path pid;

    @BeforeEach
    void copyScripts() throws IOException {
        root = root.toRealPath();
        pid = root.resolve("pid");
        try (Stream<Path> scripts = Files.list(Path.of("jobs"))) {
            Files.createDirectory(root.resolve("jobs"));
            for (Path script : scripts.toList()) {
                Files.copy(script, root.resolve("jobs").resolve(script.getFileName()));
            }
        }
    }

    private void build() throws IOException {
        Files.createDirectories(root.resolve("target/spark/jars"));
        for (String sources : new String[] {"src/main", "conf", "pom.xml"}) {
            Files.createDirectories(root.resolve(sources));
        }
        Files.createFile(root.resolve("target/lrmf-spark-1-job.jar"));
        Path submit = Files.createDirectories(root.resolve("spark/bin")).resolve("spark-submit");
        Files.setPosixFilePermissions(Files.writeString(submit, SUBMIT), fromString("rwxr-xr-x"));
    }

    private ProcessBuilder script(Path path, String... words) {
        ProcessBuilder process = new ProcessBuilder(Stream.concat(Stream.of(path.toString()), Stream.of(words))
                        .toList())
                .directory(root.toFile())
                .redirectErrorStream(true);
        process.environment().put("SPARK_HOME", root.resolve("spark").toString());
        return process;
    }

    private static String printed(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void beforeAnythingIsBuiltTheyTellHowTo() throws IOException, InterruptedException {
        Process align = script(root.resolve("jobs/align.sh"), "--source", "set").start();
        assertThat(printed(align)).contains("found none", "mvn -DskipTests package");
        assertThat(align.waitFor()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"absolute", "relative", "of a link", "of the folder", "of every script", "on the path"})
    void theyAreCalledThroughALink(String link) throws IOException, InterruptedException {
        build();
        Path bin = Files.createDirectory(root.resolve("my bin"));
        Path called = bin.resolve(link.equals("of the folder") ? "jobs" : "lrmf-align");
        Path align = root.resolve("jobs/align.sh");
        switch (link) {
            case "absolute", "on the path" -> Files.createSymbolicLink(called, align);
            case "relative" -> Files.createSymbolicLink(called, Path.of("../jobs/align.sh"));
            case "of a link" ->
                Files.createSymbolicLink(called, Files.createSymbolicLink(root.resolve("first"), align));
            case "of the folder" -> Files.createSymbolicLink(called, align.getParent());
            default -> {
                Files.createSymbolicLink(bin.resolve("lib.sh"), root.resolve("jobs/lib.sh"));
                Files.createSymbolicLink(called, align);
            }
        }
        ProcessBuilder process = script(Files.isDirectory(called) ? called.resolve("align.sh") : called, "--help");
        process.environment().put("CDPATH", root + ":" + bin);
        if (link.equals("on the path")) {
            process.command("bash", "-c", "lrmf-align --help");
            process.environment().merge("PATH", bin.toString(), (path, more) -> more + ":" + path);
        }
        Process started = process.start();
        assertThat(printed(started))
                .contains("word " + root.resolve("target/lrmf-spark-1-job.jar"), "word align", "word --help");
        assertThat(started.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        ",, C.utf8, C.utf8",
        "LANG, C, C.utf8C, C.utf8",
        "LC_ALL, POSIX, C.utf8, C.utf8",
        "LC_ALL, xx_XX.UTF-8, C.utf8, C.utf8",
        "LANG, en_US.ISO-8859-1, C.utf8en_US.ISO-8859-1, C.utf8",
        "LANG, C.UTF-8, C.UTF-8, C.UTF-8",
        "LC_ALL, C.UTF-8, C.UTF-8, C.UTF-8",
        "LC_CTYPE, C.UTF-8, C.UTF-8, C.UTF-8",
    })
    void theJobHasALocaleOfUtf8AndTheUsersOwnIfItIsOne(String name, String value, String seen, String executors)
            throws IOException {
        build();
        ProcessBuilder process = script(root.resolve("jobs/align.sh"));
        for (String locale : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            process.environment().remove(locale);
        }
        if (name != null) {
            process.environment().put(name, value);
        }
        assertThat(printed(process.start()).replace("C.UTF-8", "C.utf8"))
                .contains(
                        "locale " + seen.replace("C.UTF-8", "C.utf8") + System.lineSeparator(),
                        "word spark.executorEnv.LC_ALL=" + executors.replace("C.UTF-8", "C.utf8"),
                        "word spark.yarn.appMasterEnv.LC_ALL=");
    }

    @ParameterizedTest
    @CsvSource({
        "align, TERM, 143",
        "train, INT, 130",
        "align, HUP, 129",
        "demo, HUP, 129",
        "demo, TERM, 143",
        "demo, INT, 130"
    })
    void aSignalToTheScriptEndsTheJob(String script, String signal, int code) throws IOException, InterruptedException {
        build();
        ProcessBuilder builder = script(root.resolve("jobs/" + script + ".sh"));
        builder.environment().putAll(Map.of("PID", pid.toString()));
        builder.command(Stream.concat(JobProcess.HEEDING_SIGNALS.stream(), builder.command().stream())
                .toList());
        Process process = builder.start();
        for (int look = 0; look < 500 && !Files.exists(pid); look++) {
            Thread.sleep(20);
        }
        ProcessHandle job =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(job.isAlive()).isFalse();
        assertThat(process.exitValue()).isEqualTo(code);
    }
}
