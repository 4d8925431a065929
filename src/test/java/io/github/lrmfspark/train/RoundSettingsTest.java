package io.github.lrmfspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundSettingsTest {
    @Test
    void sayWhatNobodySaid() {
        SparkConf conf = RoundSettings.addTo(new SparkConf(false));

        assertThat(conf.get("spark.broadcast.compress")).isEqualTo("false");
        assertThat(conf.get("spark.task.maxDirectResultSize")).isEqualTo("16m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "local[*]", "local[2]", "local[2, 3]"})
    void inOneProcessResultsOfAnySizeComeWithTheNews(String master) {
        SparkConf conf = RoundSettings.addTo(new SparkConf(false).setMaster(master));

        assertThat(conf.getSizeAsMb("spark.task.maxDirectResultSize")).isEqualTo(2047);
        assertThat(conf.getInt("spark.rpc.message.maxSize", 0)).isEqualTo(2047);
        assertThat(conf.get("spark.broadcast.checksum")).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yarn", "spark://host:7077", "k8s://https://host:443", "local-cluster[2,1,1024]"})
    void onAClusterTheyAreLimitedAndWhatIsSentIsChecked(String master) {
        SparkConf conf = RoundSettings.addTo(new SparkConf(false).setMaster(master));

        assertThat(conf.getSizeAsMb("spark.task.maxDirectResultSize")).isEqualTo(16);
        assertThat(conf.contains("spark.rpc.message.maxSize")).isFalse();
        assertThat(conf.contains("spark.broadcast.checksum")).isFalse();
    }

    @Test
    void leaveWhatSomebodySaid() {
        SparkConf said = new SparkConf(false)
                .setMaster("local[2]")
                .set("spark.broadcast.compress", "true")
                .set("spark.broadcast.checksum", "true")
                .set("spark.rpc.message.maxSize", "256")
                .set("spark.task.maxDirectResultSize", "2m");

        assertThat(RoundSettings.addTo(said.clone()).getAll()).containsExactlyInAnyOrder(said.getAll());
    }
}
