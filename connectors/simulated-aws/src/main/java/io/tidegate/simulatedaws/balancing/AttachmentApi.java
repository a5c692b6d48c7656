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

/** The operations of EC2 Auto Scaling that attach groups to load balancers. */
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
                .on(api, AttachLoadBalancersRequest.class, (request, id) -> attach(request));
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
        var name = String.valueOf(group);
        if (groups.status(name).isEmpty()) {
            throw BalancerErrors.invalid("AutoScalingGroup name not found - AutoScalingGroup '" + name + "' not found");
        }
        names.forEach(balancer -> balancers.attach(name, balancer, groups.inService(name)));
    }
}
