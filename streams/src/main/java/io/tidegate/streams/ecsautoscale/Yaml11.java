package io.tidegate.streams.ecsautoscale;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar means in YAML 1.1, as PyYAML reads it: {@code yes} is true, 010 is 8, 1:30 is 90, 1e3 a text. With a tag that
 * says its kind, PyYAML takes more for it than without: 1e3 is a float then.
 */
final class Yaml11 {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Map<String, Boolean> FLAGS = flags();
    // The patterns are PyYAML's resolver.py.
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0b[0-1_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+)");
    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+][0-9]+)?|\\.[0-9][0-9_]*([eE][-+][0-9]+)?");
    private static final Pattern SEXAGESIMAL_FLOAT = Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\\.[0-9_]*");
    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("\\.(nan|NaN|NAN)");

    // The same after a tag, without signs and underscores; these are what PyYAML's constructor.py can make a number of.
    private static final Pattern TAGGED_INTEGER = Pattern.compile("0b[01]+|0x[0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*");
    private static final Pattern TAGGED_SEXAGESIMAL = Pattern.compile("[1-9][0-9]*(:[0-9]+)+");
    private static final Pattern TAGGED_FLOAT =
            Pattern.compile("D(e[-+]?[0-9]+)?|D(:D)+".replace("D", "([0-9]+\\.?[0-9]*|\\.[0-9]+)"));

    private Yaml11() {}

    /** Of a plain scalar: null, or a Boolean, Long, BigInteger (beyond long), Double or String. */
    static @Nullable Object value(String plain) {
        if (NULLS.contains(plain)) {
            return null;
        }
        Boolean flag = FLAGS.get(plain);
        if (flag != null) {
            return flag;
        }
        Number number = number(plain);
        return number != null ? number : plain;
    }

    /** The integer after {@code !!int}; null for what is none. */
    static @Nullable Number whole(String text) {
        String digits = unsigned(text);
        boolean negative = text.startsWith("-");
        if (TAGGED_INTEGER.matcher(digits).matches()) {
            return signed(negative, integer(digits));
        }
        return TAGGED_SEXAGESIMAL.matcher(digits).matches()
                ? signed(negative, BigInteger.valueOf((long) sexagesimal(digits)))
                : null;
    }

    /** The float after {@code !!float}; null for what is none. */
    static @Nullable Double real(String text) {
        String digits = unsigned(text).toLowerCase(Locale.ROOT);
        boolean negative = text.startsWith("-");
        return switch (digits) {
            case ".inf" -> signed(negative, Double.POSITIVE_INFINITY);
            case ".nan" -> Double.NaN;
            default -> TAGGED_FLOAT.matcher(digits).matches() ? signed(negative, sexagesimal(digits)) : null;
        };
    }

    /** The truth after {@code !!bool}; null for what is none. */
    static @Nullable Boolean flag(String text) {
        return FLAGS.get(text.toLowerCase(Locale.ROOT));
    }

    private static @Nullable Number number(String plain) {
        boolean negative = plain.startsWith("-");
        String digits = unsigned(plain);
        if (INTEGER.matcher(plain).matches() && !digits.isEmpty()) {
            return signed(negative, integer(digits));
        }
        if (SEXAGESIMAL.matcher(plain).matches()
                || SEXAGESIMAL_FLOAT.matcher(plain).matches()) {
            double value = sexagesimal(digits);
            return plain.contains(".") ? signed(negative, value) : signed(negative, BigInteger.valueOf((long) value));
        }
        if (FLOAT.matcher(plain).matches()) {
            return signed(negative, Double.parseDouble(digits));
        }
        if (INFINITE.matcher(plain).matches()) {
            return signed(negative, Double.POSITIVE_INFINITY);
        }
        return NOT_A_NUMBER.matcher(plain).matches() ? Double.NaN : null;
    }

    private static String unsigned(String text) {
        return text.replace("_", "").replaceFirst("^[-+]", "");
    }

    private static BigInteger integer(String digits) {
        if (digits.startsWith("0b")) {
            return new BigInteger("0" + digits.substring(2), 2);
        }
        if (digits.startsWith("0x")) {
            return new BigInteger("0" + digits.substring(2), 16);
        }
        return new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
    }

    private static double sexagesimal(String digits) {
        double value = 0;
        for (String part : digits.split(":", -1)) {
            value = value * 60 + Double.parseDouble(part);
        }
        return value;
    }

    private static Number signed(boolean negative, BigInteger value) {
        BigInteger signed = negative ? value.negate() : value;
        return signed.bitLength() < Long.SIZE ? (Number) signed.longValue() : signed;
    }

    private static Double signed(boolean negative, double value) {
        return negative ? -value : value;
    }

    private static Map<String, Boolean> flags() {
        var flags = new TreeMap<String, Boolean>();
        for (String word : new String[] {"yes", "true", "on"}) {
            add(flags, word, true);
        }
        for (String word : new String[] {"no", "false", "off"}) {
            add(flags, word, false);
        }
        return flags;
    }

    private static void add(Map<String, Boolean> flags, String word, boolean value) {
        flags.put(word, value);
        flags.put(Character.toUpperCase(word.charAt(0)) + word.substring(1), value);
        flags.put(word.toUpperCase(Locale.ROOT), value);
    }
}
