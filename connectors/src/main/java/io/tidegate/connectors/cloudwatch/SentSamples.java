package io.tidegate.connectors.cloudwatch;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.naming.Series;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers which samples Kafka acknowledged, so that periods that are read again are sent again only when they changed.
 * It holds what is still read and no more. After a restart it is empty: the samples sent again replace themselves.
 */
final class SentSamples {
    private final Map<String, NavigableMap<Instant, MetricSample>> bySeries = new HashMap<>();

    static String series(MetricSample sample) {
        return Series.of(sample.getName(), sample.getDimensions());
    }

    /** Whether a sample tells more than what was sent. A failed read never replaces what an earlier one found. */
    boolean isNews(MetricSample sample) {
        var sent = bySeries.getOrDefault(series(sample), new TreeMap<>()).get(sample.getAt());
        if (sent == null) {
            return true;
        }
        return sample.getStatus() != SampleStatus.SOURCE_ERROR && !sample.equals(sent);
    }

    void remember(MetricSample sample) {
        bySeries.computeIfAbsent(series(sample), _ -> new TreeMap<>()).put(sample.getAt(), sample);
    }

    /** Forgets the periods of a series that are no longer read. */
    void forgetBefore(String series, Instant start) {
        var sent = bySeries.get(series);
        if (sent != null) {
            sent.headMap(start, false).clear();
        }
    }

    /** Forgets every other series. */
    void retain(Set<String> wanted) {
        bySeries.keySet().retainAll(wanted);
    }
}
