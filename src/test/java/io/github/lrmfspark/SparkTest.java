package io.github.lrmfspark;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A test that takes a {@link SparkSession} as a parameter: one local session with two threads, in which a task may fail once,
 * shared by all tests.
 *
 * <p>Its queries are of a few rows, so none is compiled as a whole, which would take a quarter of the time. Those of jobs in
 * processes of their own are.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SparkTest.SharedSession.class)
public @interface SparkTest {
    /** Hands the session over. It ends with the JVM. */
    final class SharedSession implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SparkSession.class;
        }

        @Override
        public SparkSession resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return SparkSession.builder()
                    .master("local[2, 2]")
                    .appName("lrmf-spark tests")
                    .config("spark.ui.enabled", false)
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.sql.shuffle.partitions", 3)
                    .config("spark.sql.codegen.wholeStage", false)
                    .getOrCreate();
        }
    }
}
