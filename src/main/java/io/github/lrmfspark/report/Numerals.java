package io.github.lrmfspark.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a person reads them: three significant digits, but never fewer than the whole part has. */
public final class Numerals {
    private static final int DIGITS = 3;
    private static final int SMALLEST_PLAIN = -4;
    private static final int MOST_DECIMALS = 5;
    private static final int LARGEST_PLAIN = 9;
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Numerals() {}

    public static String whole(long value) {
        return signed(String.format(Locale.ROOT, "%,d", value));
    }

    public static String real(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < SMALLEST_PLAIN || exponent > LARGEST_PLAIN) {
            return signed(rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros() + "×10" + superscript(exponent));
        }
        int decimals = Math.max(0, DIGITS - 1 - exponent);
        BigDecimal shown = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return signed(String.format(Locale.ROOT, "%,." + decimals + "f", shown));
    }

    /** A number to the second significant digit of its error, which is positive; less exact where that takes many zeros. */
    static String measured(double value, double error) {
        int decimals = (int) Math.max(0, 1 - Math.floor(Math.log10(error)));
        boolean tiny = decimals > MOST_DECIMALS && Math.abs(value) < Math.pow(10, SMALLEST_PLAIN);
        return decimals > LARGEST_PLAIN || tiny
                ? real(value)
                : signed(String.format(Locale.ROOT, "%,." + decimals + "f", value));
    }

    /** A multiple of a step, with the decimals that the step needs. */
    public static String tick(double value, double step) {
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        BigDecimal shown = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return decimals > 2 * DIGITS || Math.abs(value) >= 1e7 ? real(value) : signed(shown.toPlainString());
    }

    private static String superscript(int exponent) {
        StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
        String.valueOf(Math.abs(exponent)).chars().forEach(digit -> text.append(SUPERSCRIPTS.charAt(digit - '0')));
        return text.toString();
    }

    private static String signed(String text) {
        return text.replace('-', '−');
    }
}
