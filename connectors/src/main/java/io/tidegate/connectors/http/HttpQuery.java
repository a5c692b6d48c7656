package io.tidegate.connectors.http;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A number behind a URL, as policies want it.
 *
 * @param sampleName name that its samples bear
 * @param dimensions dimensions that its samples bear
 * @param path dotted path to the number
 * @param interval between two reads; at least 1 s
 * @param timeout of one read, connecting and the whole answer included
 */
public record HttpQuery(
        String sampleName,
        SortedMap<String, String> dimensions,
        Call call,
        String path,
        Duration interval,
        Duration timeout) {

    public HttpQuery {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
        if (interval.toMillis() < 1000) {
            throw new IllegalArgumentException("interval must be at least 1 s, was " + interval);
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout must be positive, was " + timeout);
        }
    }

    /** One query for both, with the shorter interval and the longer timeout; empty when they differ in anything else. */
    public Optional<HttpQuery> merged(HttpQuery other) {
        var often = interval.compareTo(other.interval) < 0 ? interval : other.interval;
        var patient = timeout.compareTo(other.timeout) < 0 ? other.timeout : timeout;
        var merged = paced(often, patient);
        return merged.equals(other.paced(often, patient)) ? Optional.of(merged) : Optional.empty();
    }

    private HttpQuery paced(Duration otherInterval, Duration otherTimeout) {
        return new HttpQuery(sampleName, dimensions, call, path, otherInterval, otherTimeout);
    }

    /** The request: every text may hold secret placeholders, which stay placeholders here. */
    public record Call(
            String url,
            String method,
            SortedMap<String, String> headers,
            Optional<String> user,
            Optional<String> password,
            Optional<String> payload) {

        public Call {
            headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
            if (!method.equals("GET") && !method.equals("POST")) {
                throw new IllegalArgumentException("method must be GET or POST, was \"" + method + "\"");
            }
        }

        /** A plain GET. */
        public static Call get(String url) {
            return new Call(url, "GET", new TreeMap<>(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** Leaves out everything that may be secret. */
        @Override
        public String toString() {
            return "Call[" + method + "]";
        }
    }
}
