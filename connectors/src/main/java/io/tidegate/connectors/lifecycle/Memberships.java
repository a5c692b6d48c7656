package io.tidegate.connectors.lifecycle;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.SourceCounters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;

/**
 * Which Auto Scaling group an instance belongs to. AWS is asked, and forgets an instance soon after its end; what it told
 * before is remembered, so that the last events of an instance have the target of the first. Thread-safe.
 */
final class Memberships {
    private static final int REMEMBERED = 10_000;

    private final LifecycleApi api;
    private final SourceCounters counters;
    private final Trouble asking;
    private final SequencedMap<String, String> remembered = new LinkedHashMap<>();

    Memberships(LifecycleApi api, SourceCounters counters) {
        this.api = api;
        this.counters = counters;
        this.asking = new Trouble("groups", "Groups of instances cannot be asked for; messages wait", counters);
    }

    /**
     * Names of groups by instance; those in no group are left out.
     *
     * @param instances at most 50 (API reference of DescribeAutoScalingInstances); a receive brings no more than 10
     * @return empty when AWS could not be asked
     */
    Optional<Map<String, String>> groups(Set<String> instances) {
        if (instances.isEmpty()) {
            return Optional.of(Map.of());
        }
        counters.countRead();
        try {
            var request = DescribeAutoScalingInstancesRequest.builder()
                    .instanceIds(instances)
                    .build();
            api.describeAutoScalingInstances(request)
                    .autoScalingInstances()
                    .forEach(member -> remember(member.instanceId(), member.autoScalingGroupName()));
            asking.over();
            return Optional.of(recalled(instances));
        } catch (SdkException e) {
            asking.met(AwsFailure.of(e));
            return Optional.empty();
        }
    }

    /** Notes what a message told. */
    synchronized void remember(String instance, String group) {
        remembered.remove(instance);
        remembered.put(instance, group);
        if (remembered.size() > REMEMBERED) {
            remembered.pollFirstEntry();
        }
    }

    private synchronized Map<String, String> recalled(Set<String> instances) {
        var groups = new TreeMap<String, String>();
        for (var instance : instances) {
            var group = remembered.get(instance);
            if (group != null) {
                groups.put(instance, group);
            }
        }
        return groups;
    }
}
