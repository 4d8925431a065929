package io.github.lrmfspark.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.statistics.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets are made of encoded texts and of made-up rows, and changed as their names say. */
@SparkTest
class RealSetsTest {
    private static final RealSet EQUAL = TinySets.equal();

    @TempDir
    private Path cache;

    private Draw draw() {
        return new Draw(cache, cache, "noun", TinySets.ROWS, 1);
    }

    /** Texts as an encoder would have left them. */
    private void encode(SparkSession spark, String texts, Sample sample) {
        Tables.write(spark, sample, draw().folder().resolve(texts));
    }

    @Test
    void aSetOfTextsIsReadRowForRow(SparkSession spark) throws IOException, InterruptedException {
        encode(spark, "minilm-gloss-a", EQUAL.source());
        encode(spark, "bge-gloss-b", EQUAL.target());
        encode(spark, "bge-gloss-a", EQUAL.source());
        draw().encode(RealSets.texts(List.of("T2", "T2r")));

        RealSet set = RealSets.make("T2", spark, draw());
        assertThat(set.truth()).isEqualTo(set.source().rows());
        assertThat(set.source()).isNotEqualTo(EQUAL.source());
        assertThat(set.source().labels())
                .containsExactlyInAnyOrder(EQUAL.source().labels());

        RealSet turned = RealSets.make("T2r", spark, draw());
        assertThat(norm(Objects.requireNonNull(turned.truth())))
                .isCloseTo(norm(Objects.requireNonNull(set.truth())), within(1e-5));
        assertThat(turned.truth()).isNotEqualTo(set.truth());
    }

    /** Of the first row. */
    private static double norm(PackedRows rows) {
        return Vectors.norm(Vectors.centred(rows, 0, 1, new double[rows.dimension()])[0]);
    }

    @Test
    void textsOfSeveralSetsAreEncodedOnce() {
        assertThat(RealSets.texts(List.of("T2", "T2-800", "T1", "moons")))
                .containsExactly("minilm-gloss-a", "bge-gloss-b", "bge-gloss-a", "minilm-lemmas-b", "minilm-lemmas-a");
    }

    @Test
    void aSmallFormHasTheFirstRows() {
        RealSet small = EQUAL.first(100);
        assertThat(small.source().rows()).isEqualTo(EQUAL.source().rows().slice(0, 100));
        assertThat(small.target().rows()).isEqualTo(EQUAL.target().rows().slice(0, 100));
        assertThat(small.source().labels())
                .isEqualTo(Arrays.copyOf(EQUAL.source().labels(), 100));
    }

    @Test
    void aThinnedTargetHasAQuarterOfEveryThirdLabel() {
        RealSet thinned = EQUAL.thinned();
        for (int label = 0; label < 5; label++) {
            assertThat(count(thinned.target(), label))
                    .isEqualTo(count(EQUAL.target(), label) / (label % 3 == 0 ? 4 : 1));
        }
        assertThat(thinned.source()).isEqualTo(EQUAL.source());
    }

    private static long count(Sample sample, int label) {
        return Arrays.stream(sample.labels()).filter(of -> of == label).count();
    }

    @Test
    void madeUpSetsNeedNothing(SparkSession spark) {
        RealSet clusters = RealSets.make("clusters-64-800", spark, draw());
        assertThat(clusters.draw()).isEqualTo("800-1");
        assertThat(clusters.source().rows().rows()).isEqualTo(800);
        assertThat(clusters.source().rows().dimension()).isEqualTo(64);
        assertThat(clusters.truth()).isNull();
    }

    @Test
    void codesOfDigitsAreReadWithTheirLabels() throws IOException {
        Path file = cache.resolve("codes.csv.gz");
        try (var stream = new GZIPOutputStream(Files.newOutputStream(file))) {
            stream.write("z0,z1,label\n0.5,-1,7\n2,3e-1,0\n".getBytes(StandardCharsets.UTF_8));
        }
        Sample codes = Tables.readCsv(file);
        assertThat(codes.labels()).containsExactly(7, 0);
        assertThat(codes.rows().toArray()).containsExactly(0.5f, -1, 2, 0.3f);
    }

    @Test
    void aSetThatIsNotThereIsNamed(SparkSession spark) {
        assertThatThrownBy(() -> RealSets.make("T9", spark, draw()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("T9")
                .hasMessageContaining("T2-800");
    }
}
