package io.tidegate.simulatedaws.balancing;

import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The operations of Elastic Load Balancing v2 about targets; one without a port means that of its group. */
public final class TargetApi {
    private final Balancers balancers;
    private final Timeline timeline;
    private final Predicate<String> runs;

    /** @param runs whether there is an EC2 instance of that id */
    public TargetApi(Balancers balancers, Timeline timeline, Predicate<String> runs) {
        this.balancers = balancers;
        this.timeline = timeline;
        this.runs = runs;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.ELASTIC_LOAD_BALANCING_V2;
        table.on(api, RegisterTargetsRequest.class, (request, id) -> register(request))
                .on(api, DeregisterTargetsRequest.class, (request, id) -> deregister(request))
                .on(api, DescribeTargetHealthRequest.class, (request, id) -> health(request));
    }

    private RegisterTargetsResponse register(RegisterTargetsRequest request) {
        var group = existing(request.targetGroupArn());
        var targets = targets(group, request.targets());
        targets.stream()
                .filter(target -> group.plan().type() == TargetTypeEnum.INSTANCE && !runs.test(target.id()))
                .findFirst()
                .ifPresent(target -> {
                    throw BalancerErrors.notRunning(target.id());
                });
        targets.forEach(group::register);
        return RegisterTargetsResponse.builder().build();
    }

    private DeregisterTargetsResponse deregister(DeregisterTargetsRequest request) {
        var group = existing(request.targetGroupArn());
        targets(group, request.targets()).forEach(group::deregister);
        return DeregisterTargetsResponse.builder().build();
    }

    private DescribeTargetHealthResponse health(DescribeTargetHealthRequest request) {
        var group = existing(request.targetGroupArn());
        var targets = request.targets().isEmpty() ? group.routing().targets() : targets(group, request.targets());
        var now = timeline.now();
        return DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(targets.stream()
                        .map(target -> TargetShapes.health(target, group.find(target), now))
                        .toList())
                .build();
    }

    private static List<Target> targets(TargetGroup group, List<TargetDescription> described) {
        return described.stream()
                .map(target -> new Target(
                        String.valueOf(target.id()),
                        target.port() == null ? group.plan().port() : target.port()))
                .toList();
    }

    private TargetGroup existing(@Nullable String arn) {
        return balancers.targetGroup(String.valueOf(arn)).orElseThrow(BalancerErrors::noTargetGroup);
    }
}
