package io.github.lrmfspark.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file in HOCON with all that it includes, which are local files below its own folder: nothing else is read. */
final class ConfigurationFile {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_FILES = 100;
    private static final int DEEPEST = 20;

    private final Path folder;
    private int files;

    private ConfigurationFile(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a file; substitutions are not resolved yet.
     *
     * @throws ConfigException if it is no HOCON or JSON, or cannot be read
     * @throws InvalidInputException if it includes what it may not, or is too large
     */
    static ConfigObject read(Path file) {
        Path absolute = file.toAbsolutePath();
        Path folder = real(absolute.getParent() == null ? absolute : absolute.getParent());
        return new ConfigurationFile(folder)
                .parse(file, ConfigParseOptions.defaults().setAllowMissing(false), 0);
    }

    private ConfigObject parse(Path file, ConfigParseOptions options, int depth) {
        files++;
        if (files > MOST_FILES || depth > DEEPEST) {
            throw new InvalidInputException("Expected a configuration of at most " + MOST_FILES + " included files, "
                    + DEEPEST + " deep; found more, or a circle of includes, in '" + folder + "'");
        }
        ConfigParseOptions here = options.setSyntaxFromFilename(file.toString())
                .setOriginDescription(file.toString())
                .setIncluder(new Includes(file, depth + 1));
        return ConfigFactory.parseReader(new StringReader(text(file)), here).root();
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidInputException("Expected a configuration of at most " + MOST_BYTES
                        + " bytes a file; found more in '" + file + "'");
            }
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            throw new ConfigException.IO(ConfigOriginFactory.newFile(file.toString()), why(e), e);
        }
    }

    private static String why(IOException failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    /** Where a file lies when every link was followed; what is not there lies where it would. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            Path parent = file.getParent();
            Path name = file.getFileName();
            return parent == null || name == null ? file : real(parent).resolve(name);
        }
    }

    /** The includes of one file. */
    private final class Includes
            implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
        private final Path includer;
        private final int depth;

        Includes(Path includer, int depth) {
            this.includer = includer;
            this.depth = depth;
        }

        @Override
        public ConfigIncluder withFallback(ConfigIncluder fallback) {
            return this;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
            if (isUrl(what)) {
                throw refused("\"" + what + "\"");
            }
            return include(context, includer.resolveSibling(what), what);
        }

        @Override
        public ConfigObject includeFile(ConfigIncludeContext context, File file) {
            return include(context, file.toPath(), file.toString());
        }

        @Override
        public ConfigObject includeURL(ConfigIncludeContext context, URL url) {
            throw refused("url(" + url + ")");
        }

        @Override
        public ConfigObject includeResources(ConfigIncludeContext context, String resource) {
            throw refused("classpath(" + resource + ")");
        }

        private ConfigObject include(ConfigIncludeContext context, Path named, String what) {
            ConfigObject included = null;
            for (Path file : candidates(named)) {
                if (!real(file.toAbsolutePath()).startsWith(folder)) {
                    throw refused("\"" + what + "\"");
                }
                if (Files.isRegularFile(file)) {
                    ConfigObject one = parse(file, context.parseOptions(), depth);
                    included = included == null ? one : included.withFallback(one);
                } else if (Files.exists(file)) {
                    throw refused("\"" + what + "\", which is no file");
                }
            }
            return included == null ? absent(context, named) : included;
        }

        private ConfigObject absent(ConfigIncludeContext context, Path named) {
            if (!context.parseOptions().getAllowMissing()) {
                throw new InvalidInputException(
                        "Expected the file '" + named + "' that '" + includer + "' requires; found none");
            }
            return ConfigFactory.empty().root();
        }

        private InvalidInputException refused(String found) {
            return new InvalidInputException("Expected includes of local files in '" + folder + "' and below; found "
                    + found + " in '" + includer + "'. Copy it there, or write its keys in place");
        }
    }

    /** A name without one of the three endings stands for all of them. */
    private static List<Path> candidates(Path named) {
        ConfigSyntax syntax = ConfigParseOptions.defaults()
                .setSyntaxFromFilename(named.toString())
                .getSyntax();
        return syntax != null
                ? List.of(named)
                : List.of(with(named, ".conf"), with(named, ".json"), with(named, ".properties"));
    }

    private static Path with(Path named, String ending) {
        return named.resolveSibling(named.getFileName() + ending);
    }

    private static boolean isUrl(String what) {
        try {
            return !new URL(what).getProtocol().isEmpty();
        } catch (MalformedURLException e) {
            return false;
        }
    }
}
