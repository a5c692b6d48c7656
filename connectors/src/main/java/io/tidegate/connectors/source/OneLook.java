package io.tidegate.connectors.source;

import io.tidegate.connectors.assignment.PolicyView;
import io.tidegate.connectors.assignment.Work;
import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.cloudwatch.CloudWatchBridge;
import io.tidegate.connectors.http.HttpBridge;
import io.tidegate.connectors.http.Secrets;
import io.tidegate.connectors.inventory.InventoryApi;
import io.tidegate.connectors.inventory.InventoryBridge;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.PolicyMetric;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Everything that the sources would read for some policies, read once and given back instead of sent. Reads only: no call
 * of it changes anything.
 *
 * @param observations what AWS told of the targets
 * @param samples what CloudWatch and URLs told of the metrics
 * @param failures why something could not be read, one line each
 */
public record OneLook(List<CapacityObservation> observations, List<MetricSample> samples, List<String> failures) {
    public OneLook {
        observations = List.copyOf(observations);
        samples = List.copyOf(samples);
        failures = List.copyOf(failures);
    }

    /**
     * Looks once, at everything in turn.
     *
     * @param aws by account and region
     */
    public static OneLook at(
            Collection<ScalingPolicy> policies,
            SourcesConfig config,
            Map<Place, AwsClients> aws,
            Secrets secrets,
            Clock clock)
            throws InterruptedException {
        var work = Work.of(policies.stream()
                .sorted(Comparator.comparing(ScalingPolicy::getName))
                .map(OneLook::lookingBack)
                .map(policy -> PolicyView.of(policy, aws.keySet()))
                .toList());
        var observations = new ArrayList<CapacityObservation>();
        var samples = new ArrayList<MetricSample>();
        var failures = new ArrayList<String>();
        aws.forEach((place, clients) -> {
            var seen = InventoryBridge.observeOnce(
                    InventoryApi.of(clients), work.watched().in(place), clock);
            observations.addAll(seen.observations());
            failures.addAll(seen.failures());
            samples.addAll(CloudWatchBridge.readOnce(
                    config.cloudWatch(), work.cloudWatch(place), clients.cloudWatch()::getMetricData, clock.instant()));
        });
        samples.addAll(HttpBridge.readOnce(config.http(), work.http(), secrets, clock));
        samples.stream()
                .filter(sample -> sample.getError() != null)
                .map(sample -> "%s: %s".formatted(sample.getName(), sample.getError()))
                .forEach(failures::add);
        return new OneLook(observations, samples, failures);
    }

    // CloudWatch is read as far back as points may still come; once, the whole window is wanted.
    private static ScalingPolicy lookingBack(ScalingPolicy policy) {
        var metrics = policy.getMetrics().stream()
                .map(metric -> PolicyMetric.newBuilder(metric)
                        .setLatenessMillis(metric.getLatenessMillis() + reachMillis(metric))
                        .build())
                .toList();
        return ScalingPolicy.newBuilder(policy).setMetrics(metrics).build();
    }

    // A rate begins at the last reading before its window.
    private static long reachMillis(PolicyMetric metric) {
        return metric.getWindowSeconds() * (metric.getStatistic().equals("rate") ? 2000L : 1000L);
    }
}
