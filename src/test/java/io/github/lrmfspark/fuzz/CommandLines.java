package io.github.lrmfspark.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Command lines by chance: one that is good, and up to three things done to it. A seed gives the same line for ever, but for the place of the room. */
final class CommandLines {
    private static final List<String> COMMANDS =
            List.of("generate", "train", "transform", "transform", "align", "align", "evaluate");
    private static final int GOOD_ONE_IN = 12;

    private final Random random;
    private final OddWords odd;
    private final Draft line;

    private CommandLines(int seed, Path room) {
        this.random = Seeds.random(seed);
        this.odd = new OddWords(random, room);
        this.line = new Draft(odd.one(COMMANDS), room);
    }

    static Line of(int seed, Path room) {
        return new CommandLines(seed, room).line();
    }

    private Line line() {
        good();
        boolean good = random.nextInt(GOOD_ONE_IN) == 0;
        LineChanges changes = new LineChanges(line, random, odd);
        for (int i = good ? 0 : odd.one(List.of(1, 1, 1, 2, 2, 3)); i > 0; i--) {
            changes.one();
        }
        return line.line(good);
    }

    private void good() {
        switch (line.command) {
            case "generate" -> {
                line.add("--kind", odd.one(List.of("moons", "gaussians", "blobs", "clusters")));
                line.add("--rows", "12");
                line.add("--output", line.at("new/sets"));
            }
            case "transform" -> {
                line.add("--model", line.at("models/model"));
                line.add("--source", line.at(odd.one(List.of("sets/source", "sets/parts", "sets/double", "bare"))));
                line.add("--output", line.at("new/mapped"));
                maybe(() -> line.flag("--inverse"));
            }
            case "evaluate" -> {
                line.add("--source", line.at("sets/source"));
                line.add("--aligned", line.at("images/mapped"));
                line.add("--target", line.at("sets/target"));
                line.add("--report", line.at("new/report"));
                line.add("--set", "evaluation.rows=30");
            }
            default -> training();
        }
    }

    private void training() {
        line.add("--source", line.at("sets/source"));
        line.add("--target", line.at("sets/target"));
        if (line.command.equals("align")) {
            line.add("--output", line.at("new/mapped"));
        }
        if (line.command.equals("train") || random.nextInt(3) == 0) {
            line.add("--model", line.at("new/model"));
        }
        maybe(() -> line.add("--label-col", "label"));
        maybe(() -> line.flag("--require-aligned"));
        maybe(() -> {
            line.add("--checkpoints", line.at("new/checkpoints"));
            maybe(() -> line.flag("--resume"));
        });
        maybe(() -> line.add("--config", line.at("conf/good.conf")));
        TinyJobs.QUICK.forEach(setting -> line.add("--set", setting));
    }

    private void maybe(Runnable thing) {
        if (random.nextInt(4) == 0) {
            thing.run();
        }
    }
}
