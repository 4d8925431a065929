package io.github.lrmfspark.job;

import io.github.lrmfspark.data.EmbeddingTable;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.storage.Marks;
import io.github.lrmfspark.storage.RunPlan;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code generate}: writes a made-up source and target set. */
@Command(name = "generate", description = "Makes up a source and a target set: DIR/source and DIR/target.")
final class Generate extends SparkCommand {
    private static final String COLUMN = "embedding";

    @Option(
            names = "--kind",
            required = true,
            paramLabel = "KIND",
            description = "gaussians, blobs, moons or clusters.")
    private SyntheticDomains.Kind kind;

    @Option(names = "--rows", defaultValue = "1000", paramLabel = "N", description = "Rows of each set.")
    private int rows;

    @Option(names = "--dim", defaultValue = "2", paramLabel = "D", description = "Length of the vectors.")
    private int dimension;

    @Option(names = "--rotation", defaultValue = "0", paramLabel = "DEG", description = "Degrees between the sets.")
    private double rotation;

    @Option(names = "--noise", defaultValue = "0.05", paramLabel = "S", description = "Deviation of added noise.")
    private double noise;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "SEED", description = "Root of everything random.")
    private long seed;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where the two sets go.")
    private String output;

    @Override
    Result run(SparkSession spark) {
        SyntheticDomains domains = new SyntheticDomains(kind, rows, dimension, rotation, noise, seed);
        String source = output + "/source";
        String target = output + "/target";
        RunPlan plan = outputs().plan(spark);
        for (String set : List.of(source, target)) {
            plan.writes("--output", set, Marks.SET);
        }
        outputs().begin(plan, spark);
        outputs().write(spark, EmbeddingTable.of(spark, domains.source(), COLUMN), source);
        outputs().write(spark, EmbeddingTable.of(spark, domains.target(), COLUMN), target);
        return Result.done(new Generated(source, target, rows));
    }

    private record Generated(String source, String target, int rows) {}
}
