package io.github.lrmfspark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.data.TestSets;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

@SparkTest
class LrmfAlignerTest {
    @Test
    void bringsTheSourceToTheTarget(SparkSession spark) {
        Dataset<Row> source = normal(spark, 900, 3, 1);
        Dataset<Row> target = normal(spark, 700, 3, 2).withColumn("embedding", shifted("embedding"));

        LrmfAlignerModel model = affine().setSteps(100).setWorkers(2).fit(source, target);

        Standardisation aligned = measure(model.transform(source), "aligned");
        Standardisation wanted = measure(target, "embedding");
        for (int j = 0; j < 3; j++) {
            assertThat(aligned.mean()[j]).isEqualTo(wanted.mean()[j], within(0.1 * wanted.scale()[j]));
            assertThat(aligned.scale()[j]).isEqualTo(wanted.scale()[j], within(0.1 * wanted.scale()[j]));
        }
        LrmfAlignerSummary summary = model.summary();
        assertThat(summary.source().rows()).isEqualTo(900);
        assertThat(summary.sourceRows()).isEqualTo(810);
        assertThat(summary.targetRows()).isEqualTo(630);
        assertThat(summary.heldOutLoss().pairs()).isEqualTo(70);
        assertThat(summary.trainingLoss().pairs()).isEqualTo(630);
        assertThat(summary.training().workers()).isEqualTo(2);
        assertThat(summary.training().parameters()).isEqualTo(model.parameters());
        assertThat(summary.heldOutLoss().mean("total"))
                .isEqualTo(summary.trainingLoss().mean("total"), within(1.0));
    }

    @Test
    void givesTheSameBitsHoweverTheSetsArePartitioned(SparkSession spark) {
        Dataset<Row> source = normal(spark, 300, 2, 1);
        Dataset<Row> target = normal(spark, 300, 2, 2);
        LrmfAligner aligner = realNvp().setWorkers(2);

        LrmfAlignerModel one = aligner.fit(source.coalesce(1), target.coalesce(1));
        LrmfAlignerModel other = aligner.fit(source.repartition(5), target.repartition(9));

        assertThat(other.parameters()).isEqualTo(one.parameters());
    }

    @Test
    void partitionsOfWhichMostAreEmptyAreNoDifference(SparkSession spark) {
        Dataset<Row> source = normal(spark, 60, 2, 1);
        Dataset<Row> target = normal(spark, 50, 2, 2).coalesce(1);
        Dataset<Row> scattered = source.repartition(150);
        LrmfAligner aligner = realNvp().setWorkers(2);

        LrmfAlignerModel model = aligner.fit(scattered, target);

        assertThat(model.parameters())
                .isEqualTo(aligner.fit(source.coalesce(1), target).parameters());
        assertThat(model.transform(scattered).count()).isEqualTo(60);
    }

    @Test
    void warnsOfTooLittleMemoryAndElseOfNothing(SparkSession spark) {
        Dataset<Row> rows = normal(spark, 60, 2, 1);
        List<String> notices = new ArrayList<>();
        LrmfAligner aligner = realNvp().setProgress(new NotedPhases() {
            @Override
            public void notice(String line) {
                notices.add(line);
            }
        });
        withArraysOffTheHeapLimitedTo("1g", () -> aligner.fit(rows, rows));
        assertThat(notices).singleElement().asString().startsWith("1 executor computes on ");
        notices.clear();

        withArraysOffTheHeapLimitedTo("1m", () -> aligner.fit(rows, rows));
        assertThat(notices).first().asString().startsWith("Expected the driver to be allowed ");
    }

    private static void withArraysOffTheHeapLimitedTo(String size, Runnable run) {
        String limit = "org.bytedeco.javacpp.maxbytes";
        String before = System.getProperty(limit);
        System.setProperty(limit, size);
        try {
            run.run();
        } finally {
            if (before == null) {
                System.clearProperty(limit);
            } else {
                System.setProperty(limit, before);
            }
        }
    }

    @Test
    void fitsOneDatasetByItsDomains(SparkSession spark) {
        Dataset<Row> source = normal(spark, 200, 2, 1).coalesce(1);
        Dataset<Row> target = normal(spark, 150, 2, 2).coalesce(1);
        Dataset<Row> both = source.withColumn("year", functions.lit(2024))
                .union(target.withColumn("year", functions.lit(2025)))
                .union(target.withColumn("year", functions.lit(2026)))
                .coalesce(1);
        LrmfAligner aligner = realNvp();

        LrmfAlignerModel apart = aligner.fit(source, target);
        aligner.setDomainCol("year").setSourceValue("2024").setTargetValue("2025");
        LrmfAlignerModel together = aligner.fit(both);

        assertThat(together.parameters()).isEqualTo(apart.parameters());
        Dataset<Row> aligned = together.transform(both);
        assertThat(aligned.filter("year = 2024 and aligned != embedding").count())
                .isEqualTo(200);
        assertThat(aligned.filter("year != 2024 and aligned = embedding").count())
                .isEqualTo(300);
    }

    @Test
    void checksSchemasBeforeAnyJob(SparkSession spark) {
        Dataset<Row> bomb =
                spark.sql("select array(float(raise_error('a job ran')), 1f) embedding, 1 label, 'source' domain");
        LrmfAligner aligner = new LrmfAligner().setFeaturesCol("embedding");

        refuses(() -> aligner.fit(bomb, bomb.drop("embedding")), "Expected a column 'embedding'; found the columns");
        refuses(() -> aligner.copy(ParamMap.empty()).setFeaturesCol("label").fit(bomb, bomb), "found int among");
        refuses(
                () -> aligner.copy(ParamMap.empty()).setOutputCol("label").fit(bomb, bomb),
                "Expected no column 'label' yet");
        refuses(() -> aligner.fit(bomb), "Expected domainCol to tell source rows from target rows; found it unset.");
        refuses(() -> aligner.copy(ParamMap.empty()).setDomainCol("domaine").fit(bomb), "Expected a column 'domaine'");
        assertThat(aligner.transformSchema(bomb.schema()).fieldNames())
                .containsExactly("embedding", "label", "domain", "aligned");
    }

    @Test
    void refusesSetsThatCannotBeAligned(SparkSession spark) {
        LrmfAligner aligner = realNvp();
        Dataset<Row> two = normal(spark, 20, 2, 1);

        refuses(() -> aligner.fit(two, normal(spark, 20, 3, 1)), "Expected source and target vectors of one length");
        refuses(
                () -> aligner.fit(two, two.limit(0)),
                "Expected vectors in column 'embedding' of the target; found no rows");
        refuses(
                () -> aligner.fit(normal(spark, 20, 1, 1), normal(spark, 20, 1, 2)),
                "Expected vectors of length 2 or more for the flow 'realnvp'; found length 1. Use the flow 'affine'");
        Dataset<Row> withNull = two.withColumn("embedding", functions.expr("if(id = 3, null, embedding)"));
        refuses(() -> aligner.fit(two, withNull), "found 1 null vectors (id=3)");
        assertThat(realNvp()
                        .setInvalid("drop")
                        .fit(two, withNull)
                        .summary()
                        .target()
                        .dropped())
                .isEqualTo(1);
    }

    @Test
    void keepsTheLastGoodModelWhenTrainingFails(SparkSession spark) {
        Dataset<Row> rows = normal(spark, 100, 2, 1);

        assertThatThrownBy(() -> realNvp()
                        .setNoise(1e30)
                        .setSteps(50)
                        .setAveragingFrequency(1)
                        .fit(rows, rows))
                .isInstanceOfSatisfying(AlignmentFailedException.class, e -> {
                    assertThat(e.lastGood()
                                    .transform(rows)
                                    .filter("aligned[0] is null or isnan(aligned[0])")
                                    .count())
                            .isZero();
                    assertThat(e.lastGood().hasSummary()).isFalse();
                });
    }

    static LrmfAligner realNvp() {
        return new LrmfAligner()
                .setFeaturesCol("embedding")
                .setCouplings(2)
                .setHidden(8)
                .setHiddenLayers(1)
                .setSteps(20)
                .setBatchSize(32)
                .setWorkers(1)
                .setSeed(0)
                .setHeldOutFraction(0.1)
                .setAveragingFrequency(5)
                .setAffineSteps(0)
                .setPolishSteps(0)
                .setBoundEnabled(false);
    }

    static Dataset<Row> normal(SparkSession spark, int rows, int dimension, long seed) {
        return TestSets.of(spark, TestSets.FLOATS, List.copyOf(TestSets.normal(rows, dimension, seed)));
    }

    private static LrmfAligner affine() {
        return realNvp().setFlowKind("affine").setLearningRate(0.05).setBatchSize(128);
    }

    private static Column shifted(String column) {
        return functions.expr("transform(" + column + ", x -> float(10 - 3 * x))");
    }

    private static Standardisation measure(Dataset<Row> rows, String column) {
        return FeatureSet.scan("the set", rows, column, InvalidRows.ERROR)
                .statistics()
                .marginals()
                .standardisation();
    }

    private static void refuses(Runnable fit, String message) {
        assertThatThrownBy(fit::run).isInstanceOf(InvalidInputException.class).hasMessageContaining(message);
    }
}
