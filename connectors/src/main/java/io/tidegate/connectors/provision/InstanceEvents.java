package io.tidegate.connectors.provision;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a rule can be asked to send: the events that the lifecycle source reads. */
public enum InstanceEvents {
    LIFECYCLE_ACTIONS(
            "aws.autoscaling", "EC2 Instance-launch Lifecycle Action,EC2 Instance-terminate Lifecycle Action"),
    SPOT_INTERRUPTION("aws.ec2", "EC2 Spot Instance Interruption Warning"),
    REBALANCE("aws.ec2", "EC2 Instance Rebalance Recommendation"),
    INSTANCE_STATE("aws.ec2", "EC2 Instance State-change Notification"),
    IMAGE_STATE("aws.ec2", "EC2 AMI State Change");

    private final String source;
    private final String types; // By commas: an enum holds no list.

    InstanceEvents(String source, String types) {
        this.source = source;
        this.types = types;
    }

    /** As files and names of rules spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All of them as files spell them. */
    public static List<String> texts() {
        return Stream.of(values()).map(InstanceEvents::text).toList();
    }

    String pattern() {
        return CanonicalJson.text(Map.of("source", List.of(source), "detail-type", List.of(types.split(",", -1))));
    }
}
