package io.tidegate.simulatedaws.balancing;

import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** The operations of Elastic Load Balancing v2 about target groups themselves; what is in them is {@link TargetApi}'s. */
public final class TargetGroupApi {
    private static final String DELAY = "deregistration_delay.timeout_seconds";

    private final Balancers balancers;

    public TargetGroupApi(Balancers balancers) {
        this.balancers = balancers;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.ELASTIC_LOAD_BALANCING_V2;
        table.on(api, DescribeTargetGroupsRequest.class, (request, id) -> describe(request))
                .on(api, DescribeTargetGroupAttributesRequest.class, (request, id) -> attributes(request))
                .on(api, ModifyTargetGroupAttributesRequest.class, (request, id) -> modify(request));
    }

    private DescribeTargetGroupsResponse describe(DescribeTargetGroupsRequest request) {
        var matching = matching(request.targetGroupArns(), request.names());
        var page = Markers.page(request.marker(), request.pageSize(), matching, TargetGroup::name);
        return DescribeTargetGroupsResponse.builder()
                .targetGroups(page.items().stream().map(TargetShapes::group).toList())
                .nextMarker(page.nextToken())
                .build();
    }

    private List<TargetGroup> matching(List<String> arns, List<String> names) {
        if (!arns.isEmpty() && !names.isEmpty()) {
            throw BalancerErrors.invalid("Target group ARNs and names cannot both be given");
        }
        if (!arns.isEmpty()) {
            return chosen(arns, TargetGroup::arn);
        }
        return names.isEmpty() ? balancers.targetGroups() : chosen(names, TargetGroup::name);
    }

    private List<TargetGroup> chosen(List<String> wanted, Function<TargetGroup, String> key) {
        var found = balancers.targetGroups().stream()
                .filter(group -> wanted.contains(key.apply(group)))
                .toList();
        if (found.size() < wanted.stream().distinct().count()) {
            throw BalancerErrors.noTargetGroup();
        }
        return found;
    }

    private DescribeTargetGroupAttributesResponse attributes(DescribeTargetGroupAttributesRequest request) {
        var group = existing(request.targetGroupArn());
        return DescribeTargetGroupAttributesResponse.builder()
                .attributes(delay(group))
                .build();
    }

    private ModifyTargetGroupAttributesResponse modify(ModifyTargetGroupAttributesRequest request) {
        var group = existing(request.targetGroupArn());
        var delays = request.attributes().stream().map(TargetGroupApi::delay).toList();
        delays.forEach(group::setDeregistrationDelay);
        return ModifyTargetGroupAttributesResponse.builder()
                .attributes(delay(group))
                .build();
    }

    private static TargetGroupAttribute delay(TargetGroup group) {
        var seconds = Long.toString(group.deregistrationDelay().toSeconds());
        return TargetGroupAttribute.builder().key(DELAY).value(seconds).build();
    }

    private static Duration delay(TargetGroupAttribute attribute) {
        if (!DELAY.equals(attribute.key())) {
            throw BalancerErrors.invalid("Target group attribute key '" + attribute.key() + "' is not recognized");
        }
        var value = String.valueOf(attribute.value());
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) > Durations.MOST.toSeconds()) {
            throw BalancerErrors.invalid("'" + DELAY + "' must be an integer between 0 and "
                    + Durations.MOST.toSeconds() + ", was '" + value + "'");
        }
        return Duration.ofSeconds(Integer.parseInt(value));
    }

    private TargetGroup existing(@Nullable String arn) {
        return balancers.targetGroup(String.valueOf(arn)).orElseThrow(BalancerErrors::noTargetGroup);
    }
}
