package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target.Group;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingResponseMetadata;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityResponse;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;

class GroupsTest {
    private static final Group WEB = new Group(Place.DEFAULT, "web");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Client client = new Client();
    private final Groups groups = new Groups(client, TIMEOUT);

    static Stream<Arguments> sendsWhatIsOrderedAndNothingElse() {
        return Stream.of(
                argumentSet(
                        "desired capacity, whatever the group's cooldown",
                        new Order.SetGroupDesired(5),
                        Map.of("AutoScalingGroupName", "web", "DesiredCapacity", 5, "HonorCooldown", false)),
                argumentSet(
                        "bounds",
                        new Order.SetGroupSize(2, 8, OptionalInt.empty()),
                        Map.of("AutoScalingGroupName", "web", "MinSize", 2, "MaxSize", 8)),
                argumentSet(
                        "bounds with the desired capacity",
                        new Order.SetGroupSize(2, 8, OptionalInt.of(5)),
                        Map.of("AutoScalingGroupName", "web", "MinSize", 2, "MaxSize", 8, "DesiredCapacity", 5)));
    }

    @ParameterizedTest
    @MethodSource
    void sendsWhatIsOrderedAndNothingElse(Order.OfGroup order, Map<String, Object> fields) {
        var requestId = groups.apply(WEB, order);

        assertThat(requestId).isEqualTo("r-1");
        var request = client.changes.getFirst();
        assertThat(sent(request)).isEqualTo(fields);
        assertThat(request.overrideConfiguration().orElseThrow().apiCallTimeout())
                .contains(TIMEOUT);
    }

    @Test
    void showsThatAGroupIsBeingDeleted() {
        assertThat(groups.observe(WEB)).isEqualTo(new Observed.Inactive("Delete in progress"));
    }

    // Lists that were never set are empty ones of the SDK's own kind, which are not sent.
    private static Map<String, Object> sent(AwsRequest request) {
        var fields = new TreeMap<String, Object>();
        request.sdkFields().forEach(field -> {
            var value = field.getValueOrDefault(request);
            if (value != null && !(value instanceof SdkAutoConstructList)) {
                fields.put(field.locationName(), value);
            }
        });
        return fields;
    }

    /** Remembers what it is asked. */
    private static final class Client implements AutoScalingClient {
        private static final AutoScalingResponseMetadata METADATA =
                AutoScalingResponseMetadata.create(DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", "r-1")));

        private final List<AwsRequest> changes = new ArrayList<>();

        @Override
        public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(DescribeAutoScalingGroupsRequest request) {
            return DescribeAutoScalingGroupsResponse.builder()
                    .autoScalingGroups(AutoScalingGroup.builder()
                            .autoScalingGroupName("web")
                            .minSize(0)
                            .maxSize(0)
                            .desiredCapacity(0)
                            .status("Delete in progress")
                            .build())
                    .build();
        }

        @Override
        public SetDesiredCapacityResponse setDesiredCapacity(SetDesiredCapacityRequest request) {
            changes.add(request);
            return (SetDesiredCapacityResponse) SetDesiredCapacityResponse.builder()
                    .responseMetadata(METADATA)
                    .build();
        }

        @Override
        public UpdateAutoScalingGroupResponse updateAutoScalingGroup(UpdateAutoScalingGroupRequest request) {
            changes.add(request);
            return (UpdateAutoScalingGroupResponse) UpdateAutoScalingGroupResponse.builder()
                    .responseMetadata(METADATA)
                    .build();
        }

        @Override
        public String serviceName() {
            return "autoscaling";
        }

        @Override
        public void close() {}
    }
}
