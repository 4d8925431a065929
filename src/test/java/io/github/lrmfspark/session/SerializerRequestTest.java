package io.github.lrmfspark.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.junit.jupiter.api.Test;

class SerializerRequestTest {
    private final SparkConf conf = new SparkConf(false);

    @Test
    void kryoIsSetAsideAndThatIsSaid() {
        conf.set("spark.serializer", KryoSerializer.class.getName());
        assertThat(SerializerRequest.setAside(conf))
                .hasValueSatisfying(
                        notice -> assertThat(notice).contains(KryoSerializer.class.getName(), "is set aside"));
        assertThat(conf.get("spark.serializer")).isEqualTo(JavaSerializer.class.getName());
    }

    @Test
    void javasOwnNeedsNoWord() {
        assertThat(SerializerRequest.setAside(conf)).isEmpty();
        conf.set("spark.serializer", JavaSerializer.class.getName());
        assertThat(SerializerRequest.setAside(conf)).isEmpty();
    }
}
