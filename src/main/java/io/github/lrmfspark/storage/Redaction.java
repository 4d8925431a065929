package io.github.lrmfspark.storage;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.ConfigRedactor;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;

/**
 * Blots secrets out of a text that others read: the password in {@code scheme://user:password@host}, the parameters of a query that
 * grant access, such as {@code ?token=} or {@code &sig=}, and values after a name that Hadoop's or Spark's own list calls sensitive,
 * {@code hadoop.security.sensitive-config-keys} and {@code spark.redaction.regex}. In a path {@code /token=3/} is a partition and
 * stays.
 */
public final class Redaction {
    /** What is written in place of a secret. */
    public static final String BLOT = "***";

    /**
     * The passwords of URIs, without what is around them. A number and a slash after the colon are a port and a path, and of two
     * slashes some messages leave one.
     */
    public static final String PASSWORDS =
            "(?<=(?<!file):/{1,2}[^/\\s:@\"']{0,200}:)(?!\\d{0,5}(?:[/\"'\\s]|$))(?:[^/\\s\"]{0,2000}|[^@\\s\"']{0,2000})(?=@)";

    private static final Pattern PASSWORD = Pattern.compile(PASSWORDS);
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)([?&;#][\\w.%-]{0,80}?(?:key|token|passw|pwd|secret|sig|credential|auth)[\\w.%-]{0,80}=)[^\\s&;#\"']+");
    private static final Pattern NAMED =
            Pattern.compile("(?<![\\w./])([A-Za-z_][\\w.-]{0,200}=)(\"[^\"]*\"|'[^']*'|[^\\s,;&\"')\\]}]+)");

    private Redaction() {}

    /** The text without secrets; the same one where it has none. */
    public static String of(String text) {
        String blotted = PASSWORD.matcher(text).replaceAll(Matcher.quoteReplacement(BLOT));
        blotted = PARAMETER.matcher(blotted).replaceAll("$1" + Matcher.quoteReplacement(BLOT));
        return NAMED.matcher(blotted).replaceAll(Redaction::unlessSensitive);
    }

    private static String unlessSensitive(MatchResult named) {
        String name = named.group(1).substring(0, named.group(1).length() - 1);
        return Matcher.quoteReplacement(Names.areSensitive(name) ? named.group(1) + BLOT : named.group());
    }

    /** The lists in force when they are first asked. */
    private static final class Names {
        private static final Pattern OF_SPARK = Pattern.compile(
                new SparkConf().get("spark.redaction.regex", "(?i)secret|password|token|access[.]?key"));
        private static final ConfigRedactor OF_HADOOP = new ConfigRedactor(new Configuration());

        static boolean areSensitive(String name) {
            return OF_SPARK.matcher(name).find()
                    || !OF_HADOOP.redact(name, name).equals(name);
        }
    }
}
