package io.tidegate.connectors.inventory;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.naming.Target;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;

/** Describes services and scalable targets in batches. Never throws for what AWS answers. */
final class InventoryReader {
    // DescribeServices: at most 10 services a call; DescribeScalableTargets: at most 50 ids (API references).
    static final int MAX_SERVICES = 10;
    static final int MAX_RESOURCE_IDS = 50;
    private static final int MAX_PAGES = 20;

    private final InventoryApi api;
    private final SourceCounters counters;
    private final Clock clock;

    InventoryReader(InventoryApi api, SourceCounters counters, Clock clock) {
        this.api = api;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * What was observed.
     *
     * @param failure why the rest was not; empty when everything was asked for
     */
    record Observed(List<CapacityObservation> observations, Optional<AwsFailure> failure) {}

    /** The services of one cluster; a batch that fails ends the round, and what came before it counts. */
    Observed services(String cluster, List<Target.EcsService> targets) {
        var observations = new ArrayList<CapacityObservation>();
        try {
            for (var batch : batches(targets, MAX_SERVICES)) {
                observations.addAll(describeServices(cluster, batch));
            }
            return new Observed(observations, Optional.empty());
        } catch (SdkException e) {
            return failed(observations, e);
        }
    }

    /** The bounds of scalable targets; one that is not registered is counted and has no observation. */
    Observed bounds(List<Target.EcsService> targets) {
        var observations = new ArrayList<CapacityObservation>();
        try {
            for (var batch : batches(targets, MAX_RESOURCE_IDS)) {
                observations.addAll(describeBounds(batch));
            }
            return new Observed(observations, Optional.empty());
        } catch (SdkException e) {
            return failed(observations, e);
        }
    }

    private List<CapacityObservation> describeServices(String cluster, List<Target.EcsService> batch) {
        var request = DescribeServicesRequest.builder()
                .cluster(cluster)
                .services(batch.stream().map(Target.EcsService::service).toList())
                .build();
        // Before the call: what happens while it runs is not in its answer.
        var at = clock.instant();
        counters.countRead();
        try {
            var answer = api.describeServices(request);
            answer.failures().forEach(_ -> counters.countError(ErrorKind.NOT_FOUND));
            return InventoryMapper.services(batch, at, answer);
        } catch (ClusterNotFoundException e) {
            counters.countError(ErrorKind.NOT_FOUND);
            return InventoryMapper.clusterNotFound(batch, at);
        }
    }

    private List<CapacityObservation> describeBounds(List<Target.EcsService> batch) {
        var request = DescribeScalableTargetsRequest.builder()
                .serviceNamespace(ServiceNamespace.ECS)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .resourceIds(batch.stream().map(InventoryMapper::resourceId).toList())
                .build();
        var at = clock.instant();
        var observations = InventoryMapper.bounds(batch, at, allPages(request));
        for (int i = observations.size(); i < batch.size(); i++) {
            counters.countError(ErrorKind.NOT_FOUND);
        }
        return observations;
    }

    private List<ScalableTarget> allPages(DescribeScalableTargetsRequest first) {
        var targets = new ArrayList<ScalableTarget>();
        var request = first;
        for (int page = 0; page < MAX_PAGES; page++) {
            counters.countRead();
            var answer = api.describeScalableTargets(request);
            targets.addAll(answer.scalableTargets());
            if (answer.nextToken() == null || answer.nextToken().isEmpty()) {
                break;
            }
            request = first.toBuilder().nextToken(answer.nextToken()).build();
        }
        return targets;
    }

    private Observed failed(List<CapacityObservation> observations, SdkException cause) {
        var failure = AwsFailure.of(cause);
        counters.countError(failure.kind());
        return new Observed(observations, Optional.of(failure));
    }

    private static <T> List<List<T>> batches(List<T> all, int size) {
        var batches = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return batches;
    }
}
