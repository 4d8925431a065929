package io.github.lrmfspark.ml;

import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Setting;
import io.github.lrmfspark.settings.Settings;
import java.io.Serializable;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import scala.runtime.AbstractFunction1;

/** Settings as params of a Spark ML stage: name, doc, range and default of a param are those of its row in {@link Keys}. */
final class SettingParams {
    private SettingParams() {}

    /** A setting as a param of a stage. */
    @SuppressWarnings("unchecked") // Spark's params of numbers are Param<Object>, and hold what the setting does
    static <T> Param<T> of(LrmfAlignerParams stage, Setting<T> setting) {
        String name = setting.param();
        String doc = setting.range()
                + setting.autoParam().map(auto -> ", or " + auto + " for auto").orElse("") + ". " + setting.meaning();
        Allowed allowed = new Allowed(setting.key());
        return (Param<T>) of(stage, setting.type(), name, doc, allowed);
    }

    private static Param<?> of(Params stage, Class<?> type, String name, String doc, Allowed allowed) {
        if (type == Integer.class) {
            return new IntParam(stage, name, doc, allowed);
        }
        if (type == Long.class) {
            return new LongParam(stage, name, doc, allowed);
        }
        if (type == Double.class) {
            return new DoubleParam(stage, name, doc, allowed);
        }
        return type == Boolean.class ? new BooleanParam(stage, name, doc) : new Param<>(stage, name, doc, allowed);
    }

    /** A stage's own params with those of its settings, by name as Spark has them. */
    static Param<?>[] all(LrmfAlignerParams stage, Param<?>[] own) {
        return Stream.concat(Stream.of(own), stage.settings().stream().map(stage::param))
                .sorted(Comparator.comparing(Param::name))
                .toArray(Param<?>[]::new);
    }

    /** Gives the params of a stage the defaults of their settings; {@code auto} is to have none. */
    static void setDefaults(LrmfAlignerParams stage) {
        stage.settings().forEach(setting -> setDefault(stage, setting));
    }

    private static <T> void setDefault(LrmfAlignerParams stage, Setting<T> setting) {
        setting.byDefault().or(setting::autoParam).ifPresent(value -> stage.setDefault(stage.param(setting), value));
    }

    /** What the params of a stage say. */
    static Settings settings(LrmfAlignerParams stage) {
        Settings settings = Settings.defaults();
        for (Setting<?> setting : stage.settings()) {
            settings = withParam(settings, stage, setting);
        }
        return settings;
    }

    private static <T> Settings withParam(Settings settings, LrmfAlignerParams stage, Setting<T> setting) {
        Param<T> param = stage.param(setting);
        return stage.isDefined(param) && !isAuto(setting, stage.getOrDefault(param))
                ? settings.with(setting, stage.getOrDefault(param))
                : settings;
    }

    private static boolean isAuto(Setting<?> setting, Object value) {
        return setting.autoParam().filter(value::equals).isPresent();
    }

    /** Sets what settings say; what is {@code auto} there stays as it is. */
    static void set(LrmfAlignerParams stage, Settings settings) {
        stage.settings().stream()
                .filter(setting -> !settings.isAuto(setting))
                .forEach(setting -> set(stage, settings, setting));
    }

    private static <T> void set(LrmfAlignerParams stage, Settings settings, Setting<T> setting) {
        stage.set(stage.param(setting), settings.get(setting));
    }

    /** Whether a value is in the range of a setting. Knows the key alone, so that a param can be serialised. */
    private static final class Allowed extends AbstractFunction1<Object, Object> implements Serializable {
        private final String key;

        Allowed(String key) {
            this.key = key;
        }

        @Override
        public Object apply(Object value) {
            Setting<?> setting = Keys.of(key);
            return setting.allows(value) || isAuto(setting, value);
        }
    }
}
