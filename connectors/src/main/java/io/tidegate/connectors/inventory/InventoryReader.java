package io.tidegate.connectors.inventory;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.aws.ScalableTargetId;
import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.TargetNotFound;
import io.tidegate.schemas.naming.Target;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;

/** Describes services, scalable targets and groups in batches. Never throws for what AWS answers. */
final class InventoryReader {
    // DescribeServices: at most 10 services a call; DescribeScalableTargets: at most 50 ids (API references).
    static final int MAX_SERVICES = 10;
    static final int MAX_RESOURCE_IDS = 50;
    // DescribeAutoScalingGroups: at most 50 names unless MaxRecords says more (API reference).
    static final int MAX_GROUPS = 50;
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

    /** The bounds of scalable targets of one namespace; those that are not registered are counted. */
    Observed bounds(String namespace, List<? extends Target> targets) {
        var observations = new ArrayList<CapacityObservation>();
        try {
            for (var batch : batches(targets, MAX_RESOURCE_IDS)) {
                observations.addAll(describeBounds(namespace, batch));
            }
            return new Observed(observations, Optional.empty());
        } catch (SdkException e) {
            return failed(observations, e);
        }
    }

    /** Groups; those that AWS does not know are counted, and told as such. */
    Observed groups(List<Target.Group> targets) {
        var observations = new ArrayList<CapacityObservation>();
        try {
            for (var batch : batches(targets, MAX_GROUPS)) {
                observations.addAll(describeGroups(batch));
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

    private List<CapacityObservation> describeBounds(String namespace, List<? extends Target> batch) {
        var request = DescribeScalableTargetsRequest.builder()
                .serviceNamespace(namespace)
                .resourceIds(batch.stream()
                        .map(target -> ScalableTargetId.of(target).resource())
                        .distinct()
                        .toList())
                .build();
        var at = clock.instant();
        var observations = InventoryMapper.bounds(batch, at, allPages(request));
        countMissing(batch, observations);
        return observations;
    }

    private List<CapacityObservation> describeGroups(List<Target.Group> batch) {
        var request = DescribeAutoScalingGroupsRequest.builder()
                .autoScalingGroupNames(batch.stream().map(Target.Group::name).toList())
                .build();
        var at = clock.instant();
        var observations = InventoryMapper.groups(batch, at, allPages(request));
        countMissing(batch, observations);
        return observations;
    }

    private void countMissing(List<?> asked, List<CapacityObservation> observations) {
        long found = observations.stream()
                .filter(observation -> !(observation.getObserved() instanceof TargetNotFound))
                .count();
        for (long i = found; i < asked.size(); i++) {
            counters.countError(ErrorKind.NOT_FOUND);
        }
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

    private List<AutoScalingGroup> allPages(DescribeAutoScalingGroupsRequest first) {
        var groups = new ArrayList<AutoScalingGroup>();
        var request = first;
        for (int page = 0; page < MAX_PAGES; page++) {
            counters.countRead();
            var answer = api.describeAutoScalingGroups(request);
            groups.addAll(answer.autoScalingGroups());
            if (answer.nextToken() == null || answer.nextToken().isEmpty()) {
                break;
            }
            request = first.toBuilder().nextToken(answer.nextToken()).build();
        }
        return groups;
    }

    private Observed failed(List<CapacityObservation> observations, SdkException cause) {
        var failure = AwsFailure.of(cause);
        counters.countError(failure.kind());
        return new Observed(observations, Optional.of(failure));
    }

    private static <T> List<List<T>> batches(List<? extends T> all, int size) {
        var batches = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(List.copyOf(all.subList(from, Math.min(all.size(), from + size))));
        }
        return batches;
    }
}
