package io.tidegate.streams.ecsautoscale;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a metric source of a definition asks for: of equal ones the answer is the same. */
public sealed interface Source {
    /** The kinds of source that a definition may name. */
    Set<String> KINDS = Set.of(CloudWatch.KIND, Http.KIND);

    /**
     * A metric of CloudWatch.
     *
     * @param periodSeconds length of its datapoints, and how far it looks back
     */
    record CloudWatch(String namespace, String metric, SortedMap<String, String> dimensions, long periodSeconds)
            implements Source {
        static final String KIND = "cloudwatch";

        // All of them ecs-autoscale's own.
        private static final String DEFAULT_NAMESPACE = "AWS/ECS";
        private static final String DEFAULT_METRIC = "MemoryUtilization";
        private static final long DEFAULT_PERIOD_SECONDS = 300;
        private static final Set<String> KEYS =
                Set.of("metric_name", "namespace", "dimensions", "statistics", "period");

        public CloudWatch {
            dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
        }

        private static CloudWatch of(Part source) throws UnusableException {
            source.allow(KEYS);
            Optional<Part> period = source.find("period");
            return new CloudWatch(
                    source.textOr("namespace", DEFAULT_NAMESPACE),
                    source.textOr("metric_name", DEFAULT_METRIC),
                    dimensions(source),
                    period.isPresent() ? period.get().whole() : DEFAULT_PERIOD_SECONDS);
        }

        private static SortedMap<String, String> dimensions(Part source) throws UnusableException {
            var dimensions = new TreeMap<String, String>();
            Optional<Part> given = source.find("dimensions");
            if (given.isPresent()) {
                for (Part dimension : given.get().itemsOrNone()) {
                    dimensions.put(
                            dimension.get("name").text(), dimension.get("value").plain());
                }
            }
            return dimensions;
        }
    }

    /**
     * A JSON document behind a URL.
     *
     * @param method GET or POST
     * @param payload JSON that is sent
     */
    record Http(String method, String url, Optional<String> payload) implements Source {
        static final String KIND = "third_party";

        private static final Set<String> KEYS = Set.of("url", "method", "payload", "statistics");

        private static Http of(Part source) throws UnusableException {
            source.allow(KEYS);
            String url = source.get("url").text();
            String method = source.textOr("method", "GET");
            if (!method.equals("GET") && !method.equals("POST")) {
                throw source.get("method").wrong("GET or POST");
            }
            return new Http(method, url, source.given("payload").map(part -> PolicyText.json(part.item())));
        }

        /** Leaves out everything that may hold a secret. */
        @Override
        public String toString() {
            return "Http[%s]".formatted(method);
        }
    }

    /**
     * Reads an item of a list of sources.
     *
     * @param kind one of {@link #KINDS}
     * @throws UnusableException for what no reading could make good
     */
    static Source of(String kind, Part source) throws UnusableException {
        return kind.equals(CloudWatch.KIND) ? CloudWatch.of(source) : Http.of(source);
    }
}
