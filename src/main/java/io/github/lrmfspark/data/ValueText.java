package io.github.lrmfspark.data;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Values of two columns, of one type or of two, as texts that are equal where the values are: 1, 1.0 and 1.00 are {@code 1},
 * and a date is its midnight beside a timestamp. Whole numbers are exact however large. A fraction is the shortest one that its
 * type tells from others, so that 0.1 is one value as float, double and decimal; double beside float is rounded to float.
 *
 * <p>Strings are compared as they are; beside a number, one that is written as a number without leading zeros is that number.
 * Everything else is compared as text, so that types without a value in common never agree.
 */
final class ValueText {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
    private static final double EXACT_DOUBLE = 0x1p53;
    private static final double EXACT_FLOAT = 0x1p24;
    private static final int MOST_ZEROS = 40;

    private static final UserDefinedFunction DECIMAL = function(ValueText::ofDecimal);
    private static final UserDefinedFunction DOUBLE = function(ValueText::ofDouble);
    private static final UserDefinedFunction FLOAT = function(ValueText::ofFloat);
    private static final UserDefinedFunction STRING_BESIDE_DOUBLE = function(ValueText::besideDouble);
    private static final UserDefinedFunction STRING_BESIDE_FLOAT = function(ValueText::besideFloat);

    private ValueText() {}

    /**
     * The text of a column.
     *
     * @param own its type
     * @param other the type of the column that it is compared with
     */
    static Column of(Column value, DataType own, DataType other) {
        if (own instanceof DateType && (other instanceof TimestampType || other instanceof TimestampNTZType)) {
            return value.cast(other).cast(DataTypes.StringType);
        }
        Column text = value.cast(own instanceof DoubleType && other instanceof FloatType ? other : own)
                .cast(DataTypes.StringType);
        if (own instanceof FloatType || (own instanceof DoubleType && other instanceof FloatType)) {
            return FLOAT.apply(text);
        } else if (own instanceof DoubleType) {
            return DOUBLE.apply(text);
        } else if (own instanceof DecimalType) {
            return DECIMAL.apply(text);
        } else if (own instanceof StringType && other instanceof NumericType) {
            return besideNumber(other).apply(text);
        }
        return text;
    }

    private static UserDefinedFunction besideNumber(DataType other) {
        if (other instanceof FloatType) {
            return STRING_BESIDE_FLOAT;
        }
        return other instanceof DoubleType ? STRING_BESIDE_DOUBLE : DECIMAL;
    }

    private static UserDefinedFunction function(UDF1<String, String> ofText) {
        UDF1<String, String> ofNullable = text -> text == null ? null : ofText.call(text);
        return functions.udf(ofNullable, DataTypes.StringType);
    }

    static String ofDecimal(String text) {
        return NUMBER.matcher(text).matches() ? plain(new BigDecimal(text)) : text;
    }

    static String ofDouble(String text) {
        double value = Double.parseDouble(text);
        return Math.abs(value) >= EXACT_DOUBLE && Double.isFinite(value)
                ? plain(new BigDecimal(value))
                : ofDecimal(text);
    }

    static String ofFloat(String text) {
        float value = Float.parseFloat(text);
        return Math.abs(value) >= EXACT_FLOAT && Float.isFinite(value) ? plain(new BigDecimal(value)) : ofDecimal(text);
    }

    /** A string that is a double's own text is that double; another number is the one that it says. */
    static String besideDouble(String text) {
        boolean own = NUMBER.matcher(text).matches()
                && Double.toString(Double.parseDouble(text)).equals(text);
        return own ? ofDouble(text) : ofDecimal(text);
    }

    static String besideFloat(String text) {
        boolean own = NUMBER.matcher(text).matches()
                && Float.toString(Float.parseFloat(text)).equals(text);
        return own ? ofFloat(text) : ofDecimal(text);
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return Math.abs(stripped.scale()) <= MOST_ZEROS ? stripped.toPlainString() : stripped.toString();
    }
}
