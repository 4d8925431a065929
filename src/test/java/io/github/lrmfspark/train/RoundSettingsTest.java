package io.github.lrmfspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class RoundSettingsTest {
    @Test
    void sayWhatNobodySaid() {
        SparkConf conf = RoundSettings.addTo(new SparkConf(false));

        assertThat(conf.get("spark.broadcast.compress")).isEqualTo("false");
        assertThat(conf.get("spark.task.maxDirectResultSize")).isEqualTo("16m");
    }

    @Test
    void leaveWhatSomebodySaid() {
        SparkConf said = new SparkConf(false)
                .set("spark.broadcast.compress", "true")
                .set("spark.task.maxDirectResultSize", "2m");

        assertThat(RoundSettings.addTo(said.clone()).getAll()).containsExactlyInAnyOrder(said.getAll());
    }
}
