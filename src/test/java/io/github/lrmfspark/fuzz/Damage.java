package io.github.lrmfspark.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What may happen to a file that was written well. */
enum Damage {
    /** One bit is another one. */
    BIT {
        @Override
        void to(Path file, Path other, Random random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, bytes);
        }
    },
    /** A few bytes in a row are others. */
    BYTES {
        @Override
        void to(Path file, Path other, Random random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            int at = random.nextInt(bytes.length + 1);
            for (int i = at; i < Math.min(at + 1 + random.nextInt(16), bytes.length); i++) {
                bytes[i] = (byte) random.nextInt();
            }
            Files.write(file, bytes);
        }
    },
    /** The end is missing. */
    TRUNCATED {
        @Override
        void to(Path file, Path other, Random random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
        }
    },
    /** There is more after the end. */
    LONGER {
        @Override
        void to(Path file, Path other, Random random) throws IOException {
            byte[] more = new byte[1 + random.nextInt(64)];
            random.nextBytes(more);
            Files.write(file, more, StandardOpenOption.APPEND);
        }
    },
    /** It is not there. */
    MISSING {
        @Override
        void to(Path file, Path other, Random random) throws IOException {
            Files.delete(file);
        }
    },
    /** A digit is another one, as if by hand. */
    DIGIT {
        @Override
        void to(Path file, Path other, Random random) throws IOException {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            int[] digits = text.chars().allMatch(c -> c < 128)
                    ? java.util.stream.IntStream.range(0, text.length())
                            .filter(i -> Character.isDigit(text.charAt(i)))
                            .toArray()
                    : new int[0];
            if (digits.length > 0) {
                int at = digits[random.nextInt(digits.length)];
                Files.writeString(
                        file,
                        text.substring(0, at) + random.nextInt(10) + text.substring(at + 1),
                        StandardCharsets.ISO_8859_1);
            } else {
                BIT.to(file, other, random);
            }
        }
    },
    /** It is the same file of another model. */
    ANOTHERS {
        @Override
        void to(Path file, Path other, Random random) throws IOException {
            Files.write(file, Files.readAllBytes(alike(file, other, random)));
        }
    },
    /** The same file of another model is there beside it. */
    BESIDE {
        @Override
        void to(Path file, Path other, Random random) throws IOException {
            String name = file.getFileName().toString();
            Files.write(
                    file.resolveSibling(
                            random.nextBoolean() ? "a" + name : name.replace("part-00000", "part-00001") + "1"),
                    Files.readAllBytes(alike(file, other, random)));
        }
    };

    private static final int CHECKSUMS_STAY = 4;

    /**
     * Does it to a file.
     *
     * @param other a directory like the one that the file is of, written in another run
     */
    abstract void to(Path file, Path other, Random random) throws IOException;

    /** Does something to some file in a directory, and says what; Hadoop's checksum of the file mostly goes, so that the file itself has to tell. */
    static String by(Random random, Path directory, Path other) {
        try {
            List<Path> files = files(directory);
            Path file = files.get(random.nextInt(files.size()));
            Damage damage = values()[random.nextInt(values().length)];
            damage.to(file, other, random);
            Path checksum = file.resolveSibling("." + file.getFileName() + ".crc");
            boolean stays = random.nextInt(CHECKSUMS_STAY) == 0;
            if (!stays) {
                Files.deleteIfExists(checksum);
            }
            return damage + " " + directory.relativize(file) + (stays ? " with its checksum" : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".crc"))
                    .sorted()
                    .toList();
        }
    }

    /** A file of the other directory with the same ending, if there is one. */
    private static Path alike(Path file, Path other, Random random) throws IOException {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1);
        List<Path> all = files(other);
        List<Path> alike = all.stream()
                .filter(one -> one.getFileName().toString().endsWith(ending))
                .toList();
        List<Path> chosen = alike.isEmpty() ? all : alike;
        return chosen.get(random.nextInt(chosen.size()));
    }
}
