package io.tidegate.deploy.role;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * A number that a part keeps about itself, to be read again and again by a metrics library.
 *
 * @param kind whether it only grows while the process lives
 * @param name words joined by dots, {@code <thing>.<unit>}
 * @param tags of few values each: a bounded set
 */
public record Figure(Kind kind, String name, String description, SortedMap<String, String> tags, DoubleSupplier value) {
    /** How a figure behaves. */
    public enum Kind {
        COUNTER,
        GAUGE
    }

    public Figure {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    static Figure counter(String name, String description, Map<String, String> tags, DoubleSupplier value) {
        return new Figure(Kind.COUNTER, name, description, new TreeMap<>(tags), value);
    }

    static Figure gauge(String name, String description, DoubleSupplier value) {
        return gauge(name, description, Map.of(), value);
    }

    static Figure gauge(String name, String description, Map<String, String> tags, DoubleSupplier value) {
        return new Figure(Kind.GAUGE, name, description, new TreeMap<>(tags), value);
    }
}
