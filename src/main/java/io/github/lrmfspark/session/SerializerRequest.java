package io.github.lrmfspark.session;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;

/** The serializer that the configuration asks Spark for. */
final class SerializerRequest {
    private static final String KEY = "spark.serializer";
    private static final String OF_JAVA = JavaSerializer.class.getName();

    private SerializerRequest() {}

    /**
     * Sets another one than Java's aside: with Kryo DL4J refuses to train.
     *
     * @return what a person is to know of it; nothing where none was asked for
     */
    static Optional<String> setAside(SparkConf conf) {
        String asked = conf.get(KEY, OF_JAVA);
        if (asked.equals(OF_JAVA)) {
            return Optional.empty();
        }
        conf.set(KEY, OF_JAVA);
        return Optional.of(KEY + "=" + asked + " is set aside: DL4J trains with Java's serializer only");
    }
}
