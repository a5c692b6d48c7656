package io.tidegate.streams.pane;

import io.tidegate.schemas.naming.Series;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A metric series.
 *
 * @param key its spelling, {@code name{k=v,...}}; equal series have equal keys
 * @param name metric name
 * @param dimensions sorted by key
 */
public record SeriesId(String key, String name, SortedMap<String, String> dimensions) {
    public SeriesId {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }

    /** The series of a name and dimensions in any order. */
    public static SeriesId of(String name, Map<String, String> dimensions) {
        return new SeriesId(Series.of(name, dimensions), name, new TreeMap<>(dimensions));
    }
}
