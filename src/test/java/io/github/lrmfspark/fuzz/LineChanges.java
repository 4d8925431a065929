package io.github.lrmfspark.fuzz;

import io.github.lrmfspark.fuzz.Line.Option;
import java.util.List;
import java.util.Random;

/** What is done to a good command line: words are changed, added, left out, repeated, and places made to overlap. */
final class LineChanges {
    private final Draft line;
    private final Random random;
    private final OddWords odd;

    LineChanges(Draft line, Random random, OddWords odd) {
        this.line = line;
        this.random = random;
        this.odd = odd;
    }

    /** One change. */
    void one() {
        switch (random.nextInt(25)) {
            case 0, 1, 2, 3 -> changePath();
            case 4, 5, 6, 7 -> overlap();
            case 8, 9, 10 -> overwriteSomething();
            case 11, 12, 13 -> line.add("--set", odd.setting());
            case 14 -> line.put("--config", line.at(odd.one(Room.configurations())));
            case 15 -> line.put("--config", odd.one(List.of(line.at("conf"), line.at("conf/binary.conf"), odd.path())));
            case 16, 17 -> oddOption();
            case 18 -> repeatOrDrop();
            case 19 -> strange();
            case 20, 21 -> {
                if (line.command.equals("transform")) {
                    partition();
                } else {
                    overlap();
                }
            }
            default -> {
                if (line.outputs().contains("--checkpoints")) {
                    keep();
                } else {
                    changePath();
                }
            }
        }
    }

    private void changePath() {
        List<Integer> paths = line.withPaths(random.nextBoolean() ? line.outputs() : List.of());
        if (!paths.isEmpty()) {
            int i = odd.one(paths);
            line.options.set(i, Option.of(line.options.get(i).name(), odd.path()));
        }
    }

    /** An output is spelled as some input, or another output. */
    private void overlap() {
        List<Integer> outputs = line.withPaths(line.outputs());
        if (!outputs.isEmpty()) {
            int output = odd.one(outputs);
            String other = line.options.get(odd.one(line.withPaths(List.of()))).value();
            line.options.set(output, Option.of(line.options.get(output).name(), odd.spelling(other)));
            if (random.nextInt(4) > 0) {
                line.put("--mode", "overwrite");
            }
        }
    }

    private void overwriteSomething() {
        line.put(
                odd.one(line.outputs()),
                line.at(odd.one(List.of(
                        "foreign",
                        "empty",
                        "bare",
                        "images/mapped",
                        "models/model",
                        "sets/parts",
                        "links/foreign",
                        "models",
                        "models/checkpoints",
                        "private",
                        "file.txt",
                        "."))));
        line.put("--mode", "overwrite");
    }

    private void oddOption() {
        switch (line.command.equals("generate")
                ? 4 + random.nextInt(6)
                : List.of(0, 1, 2, 3, 10, 11).get(random.nextInt(6))) {
            case 0 -> line.put("--features-col", odd.column());
            case 1 -> line.put("--label-col", odd.column());
            case 2 -> line.put("--id-col", odd.column());
            case 3 ->
                line.put("--mode", odd.one(List.of("", "error", "OVERWRITE", "append", "overwrite ", "é", "none")));
            case 4 -> line.put("--kind", odd.one(List.of("", "MOONS", "moon", "all", "0", "gaussians,blobs")));
            case 5 -> line.put("--rows", odd.number());
            case 6 -> line.put("--dim", odd.number());
            case 7 -> line.put("--rotation", odd.number());
            case 8 -> line.put("--noise", odd.number());
            case 9 -> line.put("--seed", odd.number());
            case 10 ->
                line.options.add(Option.flag(odd.one(
                        List.of("--resume", "--inverse", "--require-aligned=maybe", "--resume=", "--inverse=no"))));
            default ->
                line.options.add(Option.flag(odd.one(List.of(
                        "--help",
                        "--version",
                        "-h",
                        "--nope",
                        "-x",
                        "--sourc",
                        "--output",
                        "--",
                        "-",
                        "--OUTPUT",
                        "--no-resume",
                        "-Dx=y",
                        "--\u00e9"))));
        }
    }

    private void repeatOrDrop() {
        int i = random.nextInt(line.options.size());
        Option option = line.options.get(i);
        switch (random.nextInt(4)) {
            case 0 -> line.options.add(option);
            case 1 -> line.options.remove(i);
            case 2 -> line.options.set(i, new Option(option.name(), option.value(), option.valued(), true));
            default -> line.options.add(0, option);
        }
    }

    private void strange() {
        switch (random.nextInt(4)) {
            case 0 ->
                line.more.add(odd.one(
                        List.of("", " ", "word", "*", "\u001b[31m", "two words", "\n", "日本", "a".repeat(5_000))));
            case 1 -> line.more.add("@" + line.at(odd.one(List.of("words.txt", "nowhere", "file.txt", "conf"))));
            case 2 ->
                line.add(
                        odd.one(List.of("--features-col", "--label-col", "--set", "--source")),
                        "@" + line.at("words.txt"));
            default ->
                line.command = odd.one(List.of(
                        "",
                        "alignn",
                        "ALIGN",
                        "help",
                        "--help",
                        "align ",
                        "generate",
                        "evaluate",
                        "@" + line.at("words.txt")));
        }
    }

    private void partition() {
        if (random.nextBoolean()) {
            line.options.replaceAll(
                    option -> option.name().equals("--source") ? Option.of("--source", line.at("sets/parts")) : option);
        }
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            line.add(
                    "--partition",
                    odd.one(List.of(
                            "day=1",
                            "day=2",
                            "day=3",
                            "day",
                            "day=",
                            "=1",
                            "",
                            "Day=1",
                            "nope=1",
                            "day=__HIVE_DEFAULT_PARTITION__",
                            "day=null",
                            "day=1/2",
                            "day=é",
                            "day=1=2",
                            "hour=1",
                            "day=../../foreign")));
        }
    }

    private void keep() {
        switch (random.nextInt(5)) {
            case 0 -> place("--checkpoints", "models/checkpoints foreign sets/source file.txt new/mapped/c file.txt/c");
            case 1 -> {
                place("--checkpoints", "models/checkpoints foreign new/c");
                line.flag("--resume");
            }
            case 2 -> {
                place("--private-models", "private foreign sets/source models/model empty file.txt new/p bare");
                line.add("--set", "bound.enabled=" + random.nextBoolean());
                line.add("--set", "bound.folds=2");
            }
            case 3 ->
                place("--report", "foreign empty sets/source models/model-report file.txt new/mapped new/mapped/r new");
            default ->
                place(
                        "--model",
                        "foreign sets/source models/model new/mapped new/mapped/m file.txt/m new/mapped-report");
        }
    }

    private void place(String option, String places) {
        line.put(option, line.at(odd.one(List.of(places.split(" ")))));
    }
}
