package io.tidegate.simulatedaws.balancing;

import io.tidegate.simulatedaws.group.Groups;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancersResponse;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancersResponse;

/** The operations of EC2 Auto Scaling that attach groups to load balancers, and detach them. */
public final class AttachmentApi {
    private final Groups groups;
    private final Balancers balancers;

    public AttachmentApi(Groups groups, Balancers balancers) {
        this.groups = groups;
        this.balancers = balancers;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.AUTO_SCALING;
        table.on(api, AttachLoadBalancerTargetGroupsRequest.class, (request, id) -> attach(request))
                .on(api, AttachLoadBalancersRequest.class, (request, id) -> attach(request))
                .on(api, DetachLoadBalancerTargetGroupsRequest.class, (request, id) -> detach(request))
                .on(api, DetachLoadBalancersRequest.class, (request, id) -> detach(request));
    }

    /** Attaches a group that was just made to what its request names. */
    public void attach(String group, CreateAutoScalingGroupRequest request) {
        if (!request.targetGroupARNs().isEmpty()) {
            attach(AttachLoadBalancerTargetGroupsRequest.builder()
                    .autoScalingGroupName(group)
                    .targetGroupARNs(request.targetGroupARNs())
                    .build());
        }
        if (!request.loadBalancerNames().isEmpty()) {
            attach(AttachLoadBalancersRequest.builder()
                    .autoScalingGroupName(group)
                    .loadBalancerNames(request.loadBalancerNames())
                    .build());
        }
    }

    private DetachLoadBalancerTargetGroupsResponse detach(DetachLoadBalancerTargetGroupsRequest request) {
        detach(request.autoScalingGroupName(), request.targetGroupARNs());
        return DetachLoadBalancerTargetGroupsResponse.builder().build();
    }

    private DetachLoadBalancersResponse detach(DetachLoadBalancersRequest request) {
        detach(request.autoScalingGroupName(), request.loadBalancerNames());
        return DetachLoadBalancersResponse.builder().build();
    }

    private void detach(@Nullable String group, List<String> names) {
        var name = existing(group);
        balancers.detach(name, names, groups.inService(name));
    }

    private AttachLoadBalancerTargetGroupsResponse attach(AttachLoadBalancerTargetGroupsRequest request) {
        var names = request.targetGroupARNs().stream()
                .map(arn -> balancers
                        .targetGroup(arn)
                        .map(TargetGroup::name)
                        .orElseThrow(() -> BalancerErrors.invalid("Provided Target Groups may not be valid. "
                                + "Please ensure they exist and try again: " + arn)))
                .toList();
        attach(request.autoScalingGroupName(), names);
        return AttachLoadBalancerTargetGroupsResponse.builder().build();
    }

    private AttachLoadBalancersResponse attach(AttachLoadBalancersRequest request) {
        var names = request.loadBalancerNames();
        names.stream()
                .filter(name -> balancers.classic(name).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw BalancerErrors.invalid("Provided Load Balancers may not be valid. "
                            + "Please ensure they exist and try again: " + name);
                });
        attach(request.autoScalingGroupName(), names);
        return AttachLoadBalancersResponse.builder().build();
    }

    private void attach(@Nullable String group, List<String> names) {
        var name = existing(group);
        names.forEach(balancer -> balancers.attach(name, balancer, groups.inService(name)));
    }

    private String existing(@Nullable String group) {
        var name = String.valueOf(group);
        if (groups.status(name).isEmpty()) {
            throw BalancerErrors.invalid("AutoScalingGroup name not found - AutoScalingGroup '" + name + "' not found");
        }
        return name;
    }
}
