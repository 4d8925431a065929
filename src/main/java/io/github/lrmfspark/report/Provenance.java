package io.github.lrmfspark.report;

import static io.github.lrmfspark.report.RunReport.ordered;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a result was made from, so that it can be made again.
 *
 * @param versions of this software, see {@link Build#versions}, and of what it ran on
 * @param commit of this software; "unknown" where it was not built from a repository
 * @param options every option by its configuration key, as it was used
 * @param seed the one root of everything random
 * @param inputs paths by role, such as "source"
 * @param rows row counts by role
 * @param schema types by column of the source
 * @param command the line that makes the result again, for a shell
 */
public record Provenance(
        Map<String, String> versions,
        String commit,
        Map<String, Object> options,
        long seed,
        Map<String, String> inputs,
        Map<String, Long> rows,
        Map<String, String> schema,
        String command) {
    public Provenance {
        versions = ordered(versions);
        options = ordered(options);
        inputs = ordered(inputs);
        rows = ordered(rows);
        schema = ordered(schema);
    }

    /**
     * The provenance of a run of this build.
     *
     * @param spark the version of it
     */
    public static Provenance of(
            String spark,
            Map<String, Object> options,
            long seed,
            Map<String, String> inputs,
            Map<String, Long> rows,
            Map<String, String> schema,
            String command) {
        Build build = Build.current();
        Map<String, String> versions = new TreeMap<>(build.versions());
        versions.put("spark", spark);
        return new Provenance(
                versions, build.commit(), options, seed, new TreeMap<>(inputs), new TreeMap<>(rows), schema, command);
    }
}
