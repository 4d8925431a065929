package io.github.lrmfspark.fuzz;

import io.github.lrmfspark.fuzz.Line.Option;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Command lines by chance: one that is good, and up to three things done to it. A seed gives the same line for ever, but for the place of the room. */
final class CommandLines {
    private static final List<String> COMMANDS =
            List.of("generate", "train", "transform", "transform", "align", "align", "evaluate");
    private static final Map<String, List<String>> OUTPUTS = Map.of(
            "generate", List.of("--output"),
            "transform", List.of("--output"),
            "evaluate", List.of("--report"),
            "train", List.of("--model", "--report", "--checkpoints", "--private-models"),
            "align", List.of("--output", "--model", "--report", "--checkpoints", "--private-models"));
    private static final int GOOD_ONE_IN = 12;

    private final Random random;
    private final Path room;
    private final OddWords odd;
    private final List<Option> options = new ArrayList<>();
    private final List<String> more = new ArrayList<>();
    private String command;

    private CommandLines(int seed, Path room) {
        this.random = Seeds.random(seed);
        this.room = room;
        this.odd = new OddWords(random, room);
        this.command = odd.one(COMMANDS);
    }

    static Line of(int seed, Path room) {
        return new CommandLines(seed, room).line();
    }

    private Line line() {
        good();
        boolean good = random.nextInt(GOOD_ONE_IN) == 0;
        for (int i = good ? 0 : odd.one(List.of(1, 1, 1, 2, 2, 3)); i > 0; i--) {
            change();
        }
        return new Line(command, List.copyOf(options), List.copyOf(more), good);
    }

    private String at(String place) {
        return room.resolve(place).toString();
    }

    private void add(String name, String value) {
        options.add(Option.of(name, value));
    }

    private void good() {
        switch (command) {
            case "generate" -> {
                add("--kind", odd.one(List.of("moons", "gaussians", "blobs", "clusters")));
                add("--rows", "12");
                add("--output", at("new/sets"));
            }
            case "transform" -> {
                add("--model", at("models/model"));
                add("--source", at(odd.one(List.of("sets/source", "sets/parts", "sets/double", "bare"))));
                add("--output", at("new/mapped"));
                maybe(() -> options.add(Option.flag("--inverse")));
            }
            case "evaluate" -> {
                add("--source", at("sets/source"));
                add("--aligned", at("images/mapped"));
                add("--target", at("sets/target"));
                add("--report", at("new/report"));
                add("--set", "evaluation.rows=30");
            }
            default -> training();
        }
    }

    private void training() {
        add("--source", at("sets/source"));
        add("--target", at("sets/target"));
        if (command.equals("align")) {
            add("--output", at("new/mapped"));
        }
        if (command.equals("train") || random.nextInt(3) == 0) {
            add("--model", at("new/model"));
        }
        maybe(() -> add("--label-col", "label"));
        maybe(() -> options.add(Option.flag("--require-aligned")));
        maybe(() -> {
            add("--checkpoints", at("new/checkpoints"));
            maybe(() -> options.add(Option.flag("--resume")));
        });
        maybe(() -> add("--config", at("conf/good.conf")));
        TinyJobs.QUICK.forEach(setting -> add("--set", setting));
    }

    private void maybe(Runnable thing) {
        if (random.nextInt(4) == 0) {
            thing.run();
        }
    }

    private void change() {
        switch (random.nextInt(25)) {
            case 0, 1, 2, 3 -> changePath();
            case 4, 5, 6, 7 -> overlap();
            case 8, 9, 10 -> overwriteSomething();
            case 11, 12, 13 -> add("--set", odd.setting());
            case 14 -> put("--config", at(odd.one(Room.configurations())));
            case 15 -> put("--config", odd.one(List.of(at("conf"), at("conf/binary.conf"), odd.path())));
            case 16, 17 -> oddOption();
            case 18 -> repeatOrDrop();
            case 19 -> strange();
            case 20, 21 -> {
                if (command.equals("transform")) {
                    partition();
                } else {
                    overlap();
                }
            }
            default -> {
                if (outputs().contains("--checkpoints")) {
                    keep();
                } else {
                    changePath();
                }
            }
        }
    }

    /** The options by which the command writes; one that there is none of has an output. */
    private List<String> outputs() {
        return OUTPUTS.getOrDefault(command, List.of("--output"));
    }

    /** Gives an option a value in place of one that it may have. */
    private void put(String name, String value) {
        options.removeIf(option -> option.name().equals(name));
        add(name, value);
    }

    /** Where options with paths are, of outputs or of all. */
    private List<Integer> withPaths(List<String> names) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).value().startsWith("/")
                    && (names.isEmpty() || names.contains(options.get(i).name()))) {
                found.add(i);
            }
        }
        return found;
    }

    private void changePath() {
        List<Integer> paths = withPaths(random.nextBoolean() ? outputs() : List.of());
        if (!paths.isEmpty()) {
            int i = odd.one(paths);
            options.set(i, Option.of(options.get(i).name(), odd.path()));
        }
    }

    /** An output is spelled as some input, or another output. */
    private void overlap() {
        List<Integer> outputs = withPaths(outputs());
        if (!outputs.isEmpty()) {
            int output = odd.one(outputs);
            String other = options.get(odd.one(withPaths(List.of()))).value();
            options.set(output, Option.of(options.get(output).name(), odd.spelling(other)));
            if (random.nextInt(4) > 0) {
                put("--mode", "overwrite");
            }
        }
    }

    private void overwriteSomething() {
        put(
                odd.one(outputs()),
                at(odd.one(List.of(
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
        put("--mode", "overwrite");
    }

    private void oddOption() {
        switch (command.equals("generate")
                ? 4 + random.nextInt(6)
                : List.of(0, 1, 2, 3, 10, 11).get(random.nextInt(6))) {
            case 0 -> put("--features-col", odd.column());
            case 1 -> put("--label-col", odd.column());
            case 2 -> put("--id-col", odd.column());
            case 3 -> put("--mode", odd.one(List.of("", "error", "OVERWRITE", "append", "overwrite ", "é", "none")));
            case 4 -> put("--kind", odd.one(List.of("", "MOONS", "moon", "all", "0", "gaussians,blobs")));
            case 5 -> put("--rows", odd.number());
            case 6 -> put("--dim", odd.number());
            case 7 -> put("--rotation", odd.number());
            case 8 -> put("--noise", odd.number());
            case 9 -> put("--seed", odd.number());
            case 10 ->
                options.add(Option.flag(odd.one(
                        List.of("--resume", "--inverse", "--require-aligned=maybe", "--resume=", "--inverse=no"))));
            default ->
                options.add(Option.flag(odd.one(List.of(
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
        int i = random.nextInt(options.size());
        Option option = options.get(i);
        switch (random.nextInt(4)) {
            case 0 -> options.add(option);
            case 1 -> options.remove(i);
            case 2 -> options.set(i, new Option(option.name(), option.value(), option.valued(), true));
            default -> options.add(0, option);
        }
    }

    private void strange() {
        switch (random.nextInt(4)) {
            case 0 ->
                more.add(odd.one(
                        List.of("", " ", "word", "*", "\u001b[31m", "two words", "\n", "日本", "a".repeat(5_000))));
            case 1 -> more.add("@" + at(odd.one(List.of("words.txt", "nowhere", "file.txt", "conf"))));
            case 2 ->
                add(odd.one(List.of("--features-col", "--label-col", "--set", "--source")), "@" + at("words.txt"));
            default ->
                command = odd.one(List.of(
                        "",
                        "alignn",
                        "ALIGN",
                        "help",
                        "--help",
                        "align ",
                        "generate",
                        "evaluate",
                        "@" + at("words.txt")));
        }
    }

    private void partition() {
        if (random.nextBoolean()) {
            options.replaceAll(
                    option -> option.name().equals("--source") ? Option.of("--source", at("sets/parts")) : option);
        }
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            add(
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
            case 0 ->
                put(
                        "--checkpoints",
                        at(odd.one(List.of(
                                "models/checkpoints",
                                "foreign",
                                "sets/source",
                                "file.txt",
                                "new/mapped/c",
                                "file.txt/c"))));
            case 1 -> {
                put("--checkpoints", at(odd.one(List.of("models/checkpoints", "foreign", "new/c"))));
                options.add(Option.flag("--resume"));
            }
            case 2 -> {
                put(
                        "--private-models",
                        at(odd.one(List.of(
                                "private",
                                "foreign",
                                "sets/source",
                                "models/model",
                                "empty",
                                "file.txt",
                                "new/p",
                                "bare"))));
                add("--set", "bound.enabled=" + random.nextBoolean());
                add("--set", "bound.folds=2");
            }
            case 3 ->
                put(
                        "--report",
                        at(odd.one(List.of(
                                "foreign",
                                "empty",
                                "sets/source",
                                "models/model-report",
                                "file.txt",
                                "new/mapped",
                                "new/mapped/r",
                                "new"))));
            default ->
                put(
                        "--model",
                        at(odd.one(List.of(
                                "foreign",
                                "sets/source",
                                "models/model",
                                "new/mapped",
                                "new/mapped/m",
                                "file.txt/m",
                                "new/mapped-report"))));
        }
    }
}
