package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Order.OfGroup;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** The sizes of EC2 Auto Scaling groups, by DescribeAutoScalingGroups, SetDesiredCapacity and UpdateAutoScalingGroup. */
public final class Groups implements Actuator<Target.Group, OfGroup> {
    private final AutoScalingClient client;
    private final Duration timeout;

    /** Calls through {@code client}, each within {@code timeout}, the SDK's retries included. */
    public Groups(AutoScalingClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public Observed observe(Target.Group target) {
        var response = client.describeAutoScalingGroups(request -> request.autoScalingGroupNames(target.name())
                .overrideConfiguration(call -> call.apiCallTimeout(timeout)));
        return response.autoScalingGroups().stream()
                .findFirst()
                .map(Groups::observed)
                .orElseGet(() -> new Observed.NotFound("EC2 Auto Scaling knows no group " + target.name()));
    }

    @Override
    public String apply(Target.Group target, OfGroup order) {
        return switch (order) {
            case Order.SetGroupDesired capacity -> setDesired(target, capacity);
            case Order.SetGroupSize size -> update(target, size);
        };
    }

    private String setDesired(Target.Group target, Order.SetGroupDesired order) {
        var response =
                client.setDesiredCapacity(ChangeRequests.setDesiredCapacity(target, order, Calls.within(timeout)));
        return response.responseMetadata().requestId();
    }

    private String update(Target.Group target, Order.SetGroupSize order) {
        var response = client.updateAutoScalingGroup(
                ChangeRequests.updateAutoScalingGroup(target, order, Calls.within(timeout)));
        return response.responseMetadata().requestId();
    }

    private static Observed observed(AutoScalingGroup group) {
        return group.status() == null
                ? new Observed.Group(group.minSize(), group.maxSize(), group.desiredCapacity())
                : new Observed.Inactive(group.status());
    }
}
