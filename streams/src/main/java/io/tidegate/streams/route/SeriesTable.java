package io.tidegate.streams.route;

import io.tidegate.streams.pane.SeriesId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The series that have come and who wants them. A sample's series is found by its name and dimensions as they came: spelling
 * its key for every sample would cost more than everything else that is done with it.
 */
final class SeriesTable {
    // Series that are known at once; the others are found again.
    private static final int CAPACITY = 200_000;

    private final Function<SeriesId, Interest> interests;
    private final Map<Name, Known> byName = new HashMap<>();
    private final Map<String, Known> byKey = new HashMap<>();

    /** A table of one state of the policies. */
    SeriesTable(Function<SeriesId, Interest> interests) {
        this.interests = interests;
    }

    private record Name(String name, Map<String, String> dimensions) {}

    /** A series, who wants it, and when it was last sent. */
    static final class Known {
        final SeriesId series;
        final Interest interest;
        long sentAt;

        private Known(SeriesId series, Interest interest) {
            this.series = series;
            this.interest = interest;
        }
    }

    Known of(String name, Map<String, String> dimensions) {
        var known = byName.get(new Name(name, dimensions));
        return known == null ? of(SeriesId.of(name, dimensions)) : known;
    }

    Known of(SeriesId series) {
        var known = byKey.get(series.key());
        return known == null ? add(series) : known;
    }

    private Known add(SeriesId series) {
        if (byKey.size() >= CAPACITY) {
            byName.clear();
            byKey.clear();
        }
        var known = new Known(series, interests.apply(series));
        byName.put(new Name(series.name(), new HashMap<>(series.dimensions())), known);
        byKey.put(series.key(), known);
        return known;
    }
}
