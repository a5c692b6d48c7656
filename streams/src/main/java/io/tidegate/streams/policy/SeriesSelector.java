package io.tidegate.streams.policy;

import java.util.Map;

/**
 * Which series count: those of this name whose dimensions include these.
 *
 * @param name metric name
 * @param dimensions a subset of the series' own; empty for every series of the name
 */
public record SeriesSelector(String name, Map<String, String> dimensions) {
    public SeriesSelector {
        dimensions = Sorted.copy(dimensions);
        Check.that(!name.isBlank(), "name must not be empty, was \"%s\"", name);
    }

    /** Whether a series counts. */
    public boolean matches(String seriesName, Map<String, String> seriesDimensions) {
        if (!name.equals(seriesName)) {
            return false;
        }
        for (var wanted : dimensions.entrySet()) {
            if (!wanted.getValue().equals(seriesDimensions.get(wanted.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
