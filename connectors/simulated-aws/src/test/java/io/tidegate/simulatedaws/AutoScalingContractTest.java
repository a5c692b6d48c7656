package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.group.GroupStatus;
import io.tidegate.simulatedaws.observation.Mutation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

class AutoScalingContractTest {
    private SimulatedAws aws;
    private AutoScalingClient groups;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
        aws.tell(cloud -> cloud.addGroup("web", 1, 9, 2));
        groups = Clients.client(AutoScalingClient.builder(), aws.endpoint());
    }

    @AfterEach
    void stop() {
        groups.close();
        aws.close();
    }

    @Test
    void describesAGroupAndItsInstances() {
        var described = groups.describeAutoScalingGroups(request -> request.autoScalingGroupNames("web", "unknown"));

        assertThat(described.autoScalingGroups()).singleElement().satisfies(group -> {
            assertThat(group.autoScalingGroupName()).isEqualTo("web");
            assertThat(group.minSize()).isEqualTo(1);
            assertThat(group.maxSize()).isEqualTo(9);
            assertThat(group.desiredCapacity()).isEqualTo(2);
            assertThat(group.status()).isNull();
            assertThat(group.instances()).hasSize(2).allSatisfy(instance -> {
                assertThat(instance.lifecycleState()).isEqualTo(LifecycleState.IN_SERVICE);
                assertThat(instance.instanceId()).matches("i-[0-9a-f]{17}");
                assertThat(instance.protectedFromScaleIn()).isFalse();
            });
        });
    }

    @Test
    void pagesThroughGroups() {
        IntStream.range(0, 5).forEach(i -> aws.tell(cloud -> cloud.addGroup("g" + i, 0, 1, 0)));

        var all = groups.describeAutoScalingGroupsPaginator(request -> request.maxRecords(2));

        assertThat(all.autoScalingGroups().stream().map(AutoScalingGroup::autoScalingGroupName))
                .containsExactly("g0", "g1", "g2", "g3", "g4", "web");
    }

    @Test
    void describesInstancesOfAllGroups() {
        aws.tell(cloud -> cloud.addProtectedGroup("api", 0, 9, 1));
        var api = instances("api").getFirst();
        var going = instances("web").getFirst();
        groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(going).shouldDecrementDesiredCapacity(true));

        var described = groups.describeAutoScalingInstances(request -> request.instanceIds(api, going, "i-0"));
        var all = groups.describeAutoScalingInstancesPaginator(request -> request.maxRecords(1));

        assertThat(described.autoScalingInstances())
                .hasSize(2)
                .anySatisfy(instance -> {
                    assertThat(instance.instanceId()).isEqualTo(api);
                    assertThat(instance.autoScalingGroupName()).isEqualTo("api");
                    assertThat(instance.lifecycleState()).isEqualTo("InService");
                    assertThat(instance.protectedFromScaleIn()).isTrue();
                    assertThat(instance.healthStatus()).isEqualTo("HEALTHY");
                    assertThat(instance.availabilityZone()).startsWith("us-east-1");
                })
                .anySatisfy(instance -> {
                    assertThat(instance.instanceId()).isEqualTo(going);
                    assertThat(instance.lifecycleState()).isEqualTo("Terminating");
                    assertThat(instance.protectedFromScaleIn()).isFalse();
                });
        assertThat(all.autoScalingInstances().stream()).hasSize(3);
    }

    @Test
    void setsTheDesiredCapacity() {
        groups.setDesiredCapacity(request ->
                request.autoScalingGroupName("web").desiredCapacity(5).honorCooldown(false));

        assertThat(web()).contains(new GroupStatus(1, 9, 5, 2, 3, 0));
    }

    @Test
    void updatesOnlyWhatIsNamed() {
        groups.updateAutoScalingGroup(
                request -> request.autoScalingGroupName("web").minSize(4));

        assertThat(web()).contains(new GroupStatus(4, 9, 4, 2, 2, 0));
    }

    @Test
    void terminatesAnInstanceAndSaysSo() {
        var id = groups.describeAutoScalingGroups()
                .autoScalingGroups()
                .getFirst()
                .instances()
                .getFirst()
                .instanceId();

        var answer = groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(id).shouldDecrementDesiredCapacity(true));

        assertThat(answer.activity().description()).isEqualTo("Terminating EC2 instance: " + id);
        assertThat(web()).contains(new GroupStatus(1, 9, 1, 1, 0, 1));
    }

    @Test
    void refusesAsAutoScalingDoes() {
        assertThatThrownBy(() -> groups.setDesiredCapacity(
                        request -> request.autoScalingGroupName("web").desiredCapacity(0)))
                .isInstanceOfSatisfying(AutoScalingException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
                    assertThat(e.statusCode()).isEqualTo(400);
                })
                .hasMessageContaining("below min value 1");
        assertThatThrownBy(() -> groups.setDesiredCapacity(
                        request -> request.autoScalingGroupName("none").desiredCapacity(1)))
                .hasMessageContaining("AutoScalingGroup name not found");
        assertThatThrownBy(() -> groups.updateAutoScalingGroup(
                        request -> request.autoScalingGroupName("web").minSize(10)))
                .hasMessageContaining("Max bound, 9, must be greater than or equal to min bound, 10");
        assertThatThrownBy(() -> groups.updateAutoScalingGroup(
                        request -> request.autoScalingGroupName("web").desiredCapacity(10)))
                .hasMessageContaining("Desired capacity:10 must be between");
        assertThatThrownBy(() -> groups.terminateInstanceInAutoScalingGroup(
                        request -> request.instanceId("i-1").shouldDecrementDesiredCapacity(true)))
                .hasMessageContaining("No managed instance found for instance ID i-1");
        assertThatThrownBy(() -> groups.describeAutoScalingInstances(request -> request.maxRecords(51)))
                .hasMessageContaining("MaxRecords must be between 1 and 50, was 51");
        var many = IntStream.range(0, 51).mapToObj(i -> "i-" + i).toList();
        assertThatThrownBy(() -> groups.describeAutoScalingInstances(request -> request.instanceIds(many)))
                .hasMessageContaining("must not be more than 50, was 51");
        assertThatThrownBy(() -> groups.describeAutoScalingInstances(request -> request.nextToken("?")))
                .isInstanceOfSatisfying(
                        AutoScalingException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidNextToken"));
        List<Mutation> changes = aws.ask(SimulatedCloud::effectiveMutations);
        assertThat(changes).isEmpty();
    }

    private List<String> instances(String group) {
        return groups
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(group))
                .autoScalingGroups()
                .getFirst()
                .instances()
                .stream()
                .map(Instance::instanceId)
                .toList();
    }

    private Optional<GroupStatus> web() {
        return aws.ask(cloud -> cloud.group("web"));
    }
}
