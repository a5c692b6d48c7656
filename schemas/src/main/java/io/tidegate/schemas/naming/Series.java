package io.tidegate.schemas.naming;

import java.util.Map;
import java.util.TreeMap;

/** Spells metric series: {@code name{k=v,...}}, keys sorted, so that equal series have equal keys. */
public final class Series {
    private Series() {}

    /** The series of {@code name} and {@code dimensions}; without dimensions it is the bare name. */
    public static String of(String name, Map<String, String> dimensions) {
        if (dimensions.isEmpty()) {
            return name;
        }
        var text = new StringBuilder(name).append('{');
        new TreeMap<>(dimensions)
                .forEach((key, value) -> text.append(escaped(key))
                        .append('=')
                        .append(escaped(value))
                        .append(','));
        text.setCharAt(text.length() - 1, '}');
        return text.toString();
    }

    // Without escapes {a="1,b=2"} and {a=1, b=2} would be one series.
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace("=", "\\=")
                .replace("}", "\\}");
    }
}
