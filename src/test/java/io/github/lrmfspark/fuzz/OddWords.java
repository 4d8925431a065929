package io.github.lrmfspark.fuzz;

import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Words that a command hardly expects, drawn by chance. None of them lets a command write outside of the room, by what it promises. */
final class OddWords {
    private static final List<String> PLACES = List.of(
            "nowhere",
            "no/such/place",
            "file.txt",
            "file.txt/below",
            "file.txt/below/that",
            "foreign",
            "foreign/deep",
            "empty",
            "bare",
            "bare/rows.parquet",
            ".",
            "..",
            "links/source",
            "links/sets/source",
            "links/gone",
            "links/gone/below",
            "links/loop",
            "links/room/sets/source",
            "links/foreign",
            "sets",
            "sets/*",
            "sets/{source,target}",
            "sets/sour?e",
            "sets/[st]ource",
            "sets/parts/day=1",
            "sets/parts/day=*",
            "*/*",
            "new/[x",
            "new/{x",
            "new/a:b",
            "new/with space",
            "new/%20",
            "new/100%",
            "new/x#y",
            "new/é日本",
            "new/ü\u0308",
            "new/'x'",
            "new/\"x\"",
            "new/$HOME",
            "new/`x`",
            "new/a\\b",
            "new/*",
            "new/?",
            "new/a;b",
            "new/a,b",
            "new/-x",
            "new/.hidden",
            "new/_hidden",
            "new/tab\there",
            "new/line\nbreak",
            "new/\u001b[31m",
            "new/x=y",
            "new/" + "n".repeat(240),
            "new/" + "n".repeat(300),
            "new/" + "d/".repeat(40) + "x",
            "images/mapped",
            "models/model",
            "private",
            "models/checkpoints");

    private static final List<String> ELSEWHERE = List.of(
            "",
            "s3a://bucket/key",
            "foo://user:s3cr3t@host/x",
            "hdfs:///x",
            "hdfs://user:s3cr3t@127.0.0.1:1/x",
            "http://127.0.0.1:1/x",
            "http://127.0.0.1:1/x?token=s3cr3t",
            "file://host/x",
            "file:",
            "://",
            ":",
            "::x",
            "jar:file:/x!/y",
            "har:///x",
            "viewfs:///x",
            "ftp://user:s3cr3t@127.0.0.1:1/x",
            "local:///x",
            "data:,x",
            "c:\\sets",
            "/proc/fuzz/out",
            "/dev/null",
            "/dev/null/x",
            "/proc/self/mem");

    private static final List<String> KEYS =
            Keys.all().stream().map(Setting::key).toList();

    /** At the bounds and beyond them; none makes a training long that ought to run. */
    private static final List<String> VALUES = List.of(
            "",
            " ",
            "0",
            "-1",
            "1",
            "2",
            "0.5",
            "1.0",
            "1e0",
            "1e-300",
            "1e300",
            "1e400",
            "-0.0",
            "NaN",
            "Infinity",
            "-Infinity",
            "0x10",
            "1_000",
            "1,000",
            "١٢",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "auto",
            "AUTO",
            "none",
            "null",
            "true",
            "false",
            "TRUE",
            "yes",
            "error",
            "drop",
            "realnvp",
            "glow",
            "ffjord",
            "spline",
            "affine",
            "1x1x2",
            "2x1x1",
            "0x0x0",
            "1x2147483647x2147483647",
            "1x1x1",
            "3x32x32",
            "1x2",
            "axbxc",
            "1x1x2x1",
            "@x",
            "[1]",
            "{a=1}",
            "${HOME}",
            "\"1\"",
            "1 ",
            " 1",
            "9".repeat(400),
            "é",
            "0.9999999999999999999");

    private final Random random;
    private final Path room;

    OddWords(Random random, Path room) {
        this.random = random;
        this.room = room;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    String path() {
        return switch (random.nextInt(6)) {
            case 0 -> one(ELSEWHERE);
            case 1 -> room.resolve(one(Room.ODD)).toString();
            case 2 -> spelling(room + "/" + one(PLACES));
            default -> room + "/" + one(PLACES);
        };
    }

    /** Another way to write a path that means the same, or a part or the whole of it. */
    String spelling(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        String inRoom = path.startsWith(room.toString())
                ? path.substring(room.toString().length())
                : "/" + last;
        return one(List.of(
                path,
                path + "/",
                path + "//",
                path + "/.",
                path + "/below",
                path + "/below/..",
                path.replaceFirst("/([^/]*)$", "//$1"),
                path.replaceFirst("/([^/]*)$", "/./$1"),
                room + "/links/.." + inRoom,
                room + "/links/room" + inRoom,
                "file:" + path,
                "file://" + path,
                "FILE:" + path,
                path.replaceFirst("/[^/]*$", ""),
                path + " "));
    }

    String setting() {
        return switch (random.nextInt(10)) {
            case 0 ->
                one(List.of(
                        "",
                        "=",
                        "=1",
                        "training",
                        "training=1",
                        "training.seed",
                        "training.seed=",
                        "training.seed=1=2",
                        "nope=1",
                        "training.sede=1",
                        "a.b.c.d=1",
                        "\"training.seed\"=1",
                        "training..seed=1",
                        ".=1",
                        "training.seed.x=1",
                        "é=1",
                        "x".repeat(3_000) + "=1"));
            case 1 ->
                one(List.of(
                                "flow.couplings",
                                "flow.hidden",
                                "flow.hidden-layers",
                                "training.batch-size",
                                "bound.folds",
                                "checkpoint.keep",
                                "checkpoint.every-rounds",
                                "evaluation.rows",
                                "training.averaging-frequency"))
                        + "=2147483647";
            default -> {
                String key = one(KEYS);
                String value = one(VALUES);
                yield key + "=" + (key.endsWith("steps") && value.equals("auto") ? "1" : value);
            }
        };
    }

    String column() {
        return one(List.of(
                "",
                " ",
                "embedding",
                "Embedding",
                "EMBEDDING",
                "id",
                "label",
                "nope",
                "embedding.0",
                "embedding[0]",
                "`embedding`",
                "a`b",
                "*",
                "é",
                "day",
                "embedding ",
                "_metadata",
                "\u001b[2J"));
    }

    String number() {
        return one(Stream.concat(
                        Stream.of("-5", "3", "1e3", "2147483647", "4294967296", "360", "1e308", "-1e308"),
                        VALUES.stream().limit(26))
                .toList());
    }
}
