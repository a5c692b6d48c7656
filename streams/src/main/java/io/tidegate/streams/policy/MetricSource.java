package io.tidegate.streams.policy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who reads a metric. */
public sealed interface MetricSource {

    /** How late its readings come after the end of their pane, unless a policy says otherwise. */
    Duration lateness();

    /** The least time between two readings. */
    Duration interval();

    /** Pushed to {@code metric-samples} by somebody else. */
    record Pushed() implements MetricSource {
        @Override
        public Duration lateness() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration interval() {
            return Duration.ofSeconds(1); // No sample may declare a shorter period.
        }
    }

    /**
     * Read by CloudWatch GetMetricData.
     *
     * @param statistic Average, Sum, Minimum, Maximum, SampleCount or pNN
     * @param period 10 s, 30 s or a multiple of 60 s (CloudWatch user guide, "Periods")
     */
    record CloudWatch(
            String namespace, String metricName, Map<String, String> dimensions, String statistic, Duration period)
            implements MetricSource {
        private static final Pattern STATISTIC =
                Pattern.compile("Average|Sum|Minimum|Maximum|SampleCount|p[0-9]{1,2}(\\.[0-9]{1,2})?|p100");

        public CloudWatch {
            dimensions = Sorted.copy(dimensions);
            Check.that(!namespace.isBlank(), "namespace must not be empty, was \"%s\"", namespace);
            Check.that(!metricName.isBlank(), "metricName must not be empty, was \"%s\"", metricName);
            Check.that(
                    STATISTIC.matcher(statistic).matches(),
                    "statistic must be Average, Sum, Minimum, Maximum, SampleCount or pNN, was \"%s\"",
                    statistic);
            long seconds = period.toSeconds();
            Check.that(
                    period.toNanosPart() == 0 && (seconds == 10 || seconds == 30 || (seconds > 0 && seconds % 60 == 0)),
                    "period must be 10s, 30s or a multiple of 60s, was %s",
                    period);
        }

        @Override
        public Duration lateness() {
            return Duration.ofMinutes(3); // Points of one minute are normally one to three minutes late.
        }

        @Override
        public Duration interval() {
            return period;
        }

        // The name is the policy's to choose: of one metric several statistics may be read.
        boolean yields(SeriesSelector selector) {
            return selector.dimensions().equals(dimensions);
        }
    }

    /**
     * A number in a JSON document behind a URL. Every text may hold secret placeholders.
     *
     * @param path dotted path to the number, array indexes as {@code [n]}
     * @param interval between two reads
     * @param timeout of one read
     */
    record Http(
            String url,
            String method,
            Map<String, String> headers,
            Optional<String> user,
            Optional<String> password,
            Optional<String> payload,
            String path,
            Duration interval,
            Duration timeout)
            implements MetricSource {
        public Http {
            headers = Sorted.copy(headers);
            Check.that(method.equals("GET") || method.equals("POST"), "method must be GET or POST, was \"%s\"", method);
            Check.that(interval.toMillis() >= 1000, "interval must be at least 1s, was %s", interval);
            Check.that(interval.toNanosPart() == 0, "interval must be whole seconds, was %s", interval);
            Check.that(interval.compareTo(Duration.ofHours(1)) <= 0, "interval must be at most 1h, was %s", interval);
            Check.that(timeout.toMillis() >= 1, "timeout must be at least 1ms, was %s", timeout);
            Check.that(timeout.compareTo(Duration.ofMinutes(1)) <= 0, "timeout must be at most 1m, was %s", timeout);
            Check.that(!path.isBlank(), "path must not be empty, was \"%s\"", path);
        }

        @Override
        public Duration lateness() {
            return Duration.ofSeconds(15);
        }

        /** Leaves out everything that may hold a secret. */
        @Override
        public String toString() {
            return "Http[path=" + path + "]";
        }
    }
}
