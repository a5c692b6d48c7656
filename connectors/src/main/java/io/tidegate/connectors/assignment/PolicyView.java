package io.tidegate.connectors.assignment;

import io.tidegate.connectors.cloudwatch.CloudWatchQuery;
import io.tidegate.connectors.http.HttpQuery;
import io.tidegate.connectors.inventory.Watched;
import io.tidegate.connectors.inventory.WatchedService;
import io.tidegate.schemas.CloudWatchSource;
import io.tidegate.schemas.HttpSource;
import io.tidegate.schemas.PolicyMetric;
import io.tidegate.schemas.PolicyMode;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one policy wants to be polled: nothing when it is disabled, for then nobody decides on it.
 *
 * @param name of the policy
 * @param shadow whether it drives nothing
 */
public record PolicyView(
        String name, boolean shadow, List<CloudWatchQuery> cloudWatch, List<HttpQuery> http, Watched watched) {

    public PolicyView {
        cloudWatch = List.copyOf(cloudWatch);
        http = List.copyOf(http);
    }

    /**
     * Reads a policy record.
     *
     * @param reached accounts and regions that can be read
     * @throws IllegalArgumentException when a target or a query in it is not well-formed, a target is out of reach, or it is
     *     not clear where its CloudWatch metrics are
     */
    public static PolicyView of(ScalingPolicy policy, Set<Place> reached) {
        boolean shadow = policy.getMode() == PolicyMode.SHADOW;
        if (!policy.getEnabled()) {
            return new PolicyView(policy.getName(), shadow, List.of(), List.of(), Watched.NONE);
        }
        var cloudWatch = new ArrayList<CloudWatchQuery>();
        var http = new ArrayList<HttpQuery>();
        var watched = WatchedTargets.of(policy, reached);
        for (var metric : policy.getMetrics()) {
            for (var dimensions : dimensions(metric, watched.services())) {
                switch (metric.getSource()) {
                    case CloudWatchSource source -> cloudWatch.add(query(metric, source, dimensions, place(policy)));
                    case HttpSource source -> http.add(query(metric, source, dimensions));
                    default -> {} // Pushed by somebody else.
                }
            }
        }
        return new PolicyView(policy.getName(), shadow, cloudWatch, http, watched);
    }

    // One query for each target where the selector speaks of it, one for all where it does not.
    private static List<SortedMap<String, String>> dimensions(PolicyMetric metric, List<WatchedService> services) {
        var selector = metric.getSelectorDimensions();
        if (!selector.containsValue("<cluster>") && !selector.containsValue("<service>")) {
            return List.of(new TreeMap<>(selector));
        }
        return services.stream()
                .map(service -> dimensionsOf(service.target(), selector))
                .distinct()
                .toList();
    }

    private static SortedMap<String, String> dimensionsOf(Target.EcsService target, Map<String, String> selector) {
        var dimensions = new TreeMap<>(selector);
        dimensions.replaceAll((_, value) -> switch (value) {
            case "<cluster>" -> target.cluster();
            case "<service>" -> target.service();
            default -> value;
        });
        return dimensions;
    }

    // Where its targets are, for it speaks of them.
    private static Place place(ScalingPolicy policy) {
        var places = policy.getTargets().stream()
                .map(text -> Target.parse(text).place())
                .distinct()
                .toList();
        if (places.size() == 1) {
            return places.getFirst();
        }
        throw new IllegalArgumentException(
                "targets of a policy with CloudWatch metrics must be in one account and region, was "
                        + policy.getTargets());
    }

    private static CloudWatchQuery query(
            PolicyMetric metric, CloudWatchSource source, SortedMap<String, String> dimensions, Place place) {
        return new CloudWatchQuery(
                place,
                metric.getSelectorName(),
                source.getNamespace(),
                source.getMetricName(),
                dimensions,
                source.getStatistic(),
                Duration.ofSeconds(source.getPeriodSeconds()),
                Duration.ofMillis(metric.getLatenessMillis()));
    }

    private static HttpQuery query(PolicyMetric metric, HttpSource source, SortedMap<String, String> dimensions) {
        var call = new HttpQuery.Call(
                source.getUrl(),
                source.getMethod(),
                new TreeMap<>(source.getHeaders()),
                Optional.ofNullable(source.getUser()),
                Optional.ofNullable(source.getPassword()),
                Optional.ofNullable(source.getPayload()));
        return new HttpQuery(
                metric.getSelectorName(),
                dimensions,
                call,
                source.getPath(),
                Duration.ofSeconds(source.getIntervalSeconds()),
                Duration.ofMillis(source.getTimeoutMillis()));
    }
}
