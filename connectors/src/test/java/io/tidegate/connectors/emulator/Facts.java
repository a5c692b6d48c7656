package io.tidegate.connectors.emulator;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What AWS answered, reduced to what Tidegate reads of it: values by names. */
record Facts(SortedMap<String, String> values) {
    /** Stands for a fact that one side tells and the other does not. */
    static final String NONE = "-";

    Facts {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    static Facts of(String name, Object value) {
        return new Facts(new TreeMap<>()).and(name, value);
    }

    /** Said yes, and nothing that is read. */
    static Facts accepted() {
        return of("answer", "accepted");
    }

    static Facts error(String code) {
        return of("error", code);
    }

    Facts and(String name, Object value) {
        var more = new TreeMap<>(values);
        more.put(name, String.valueOf(value));
        return new Facts(more);
    }

    String value(String name) {
        return values.getOrDefault(name, NONE);
    }
}
