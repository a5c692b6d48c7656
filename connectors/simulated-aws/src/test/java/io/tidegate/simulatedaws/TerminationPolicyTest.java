package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/**
 * Who goes when the group web has too many: four instances, named by their order of launch, the first and the third in one zone, the
 * others in another. The first is of version 1, the second of version 3, and the last two of version 2, which is the group's.
 */
class TerminationPolicyTest {
    private final TemplateWorld world = new TemplateWorld(1, "1");
    private List<String> ids = List.of();

    @BeforeEach
    void launch() {
        world.addVersion(TemplateWorld.NEW);
        world.addVersion(TemplateWorld.NEW);
        launch("3", Duration.ofMinutes(50));
        launch("2", Duration.ofMinutes(30));
        launch("2", Duration.ofMinutes(30));
        ids = world.instances().stream().map(Instance::instanceId).toList();
        world.pass(Duration.ofMinutes(5));
    }

    private void launch(String version, Duration later) {
        world.pass(later);
        world.follow(world.version(version));
        world.setDesired(world.web().desiredCapacity() + 1);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void policies(String... policies) {
        world.groups.updateAutoScalingGroup(
                request -> request.autoScalingGroupName("web").terminationPolicies(policies));
    }

    /** The places of those that go one after the other, until one is left. */
    private List<Integer> gone() {
        var order = new ArrayList<Integer>();
        for (var desired = 3; desired > 0; desired--) {
            world.setDesired(desired);
            world.instances().stream()
                    .filter(instance -> instance.lifecycleState() == LifecycleState.TERMINATING)
                    .map(instance -> ids.indexOf(instance.instanceId()))
                    .filter(place -> !order.contains(place))
                    .forEach(order::add);
        }
        return order;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                // The second to go is of the other zone than the first: that has most then.
                "OldestInstance | 0 1 2",
                "NewestInstance | 3 2 1",
                "OldestLaunchTemplate | 0 3 2",
                "Default | 0 3 2",
                "OldestLaunchConfiguration | 0 1 2",
                "AllocationStrategy,NewestInstance | 3 2 1"
            })
    void policiesChooseInTheirOrder(String policies, String expected) {
        policies(policies.split(",", -1));

        assertThat(gone().stream().map(String::valueOf).toList()).isEqualTo(List.of(expected.split(" ", -1)));
    }

    // After 123 minutes the first is 3 minutes into its hour, the second 13, the third 43, the last 13.
    @Test
    void theEndOfTheHourThatIsPaidForCounts() {
        policies("ClosestToNextInstanceHour");
        world.pass(Duration.ofMinutes(8));

        assertThat(gone()).containsExactly(2, 1, 3);
    }

    @Test
    void whoIsProtectedStays() {
        policies("OldestInstance");
        world.groups.setInstanceProtection(request -> request.autoScalingGroupName("web")
                .instanceIds(ids.getFirst(), ids.get(1))
                .protectedFromScaleIn(true));

        assertThat(gone()).containsExactly(2, 3);
    }

    @Test
    void tellsThePolicies() {
        var usual = world.web().terminationPolicies();
        policies("OldestLaunchTemplate", "Default");

        assertThat(usual).containsExactly("Default");
        assertThat(world.web().terminationPolicies()).containsExactly("OldestLaunchTemplate", "Default");
    }

    @Test
    void refusesWhatIsNotSimulated() {
        assertThatThrownBy(() -> policies("arn:aws:lambda:us-east-1:000000000000:function:mine"))
                .isInstanceOf(AutoScalingException.class)
                .hasMessageContaining("TerminationPolicies must be known, was arn:aws:lambda");
        assertThat(world.web().terminationPolicies()).containsExactly("Default");
    }
}
