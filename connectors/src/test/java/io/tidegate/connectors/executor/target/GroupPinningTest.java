package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.command.TemplateStep.PinGroup;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.TemplateObserved.Launch;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

class GroupPinningTest {
    private static final Target.LaunchTemplate TEMPLATE = new Target.LaunchTemplate(Place.DEFAULT, "lt-1");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final PinGroup PIN = new PinGroup("lt-1", "web", 7);
    private static final MixedInstancesPolicy MIXED = MixedInstancesPolicy.builder()
            .launchTemplate(template -> template.launchTemplateSpecification(FakeGroups.launches("lt-1", "6"))
                    .overrides(
                            LaunchTemplateOverrides.builder()
                                    .instanceType("m7g.large")
                                    .weightedCapacity("2")
                                    .build(),
                            LaunchTemplateOverrides.builder()
                                    .instanceType("m7i.large")
                                    .launchTemplateSpecification(FakeGroups.launches("lt-2", "3"))
                                    .build()))
            .instancesDistribution(spread -> spread.onDemandBaseCapacity(1).spotAllocationStrategy("lowest-price"))
            .build();

    private final FakeGroups groups = new FakeGroups();
    private final GroupPinning pinning = new GroupPinning(groups, TIMEOUT);

    private Observed observe() {
        return pinning.observe(TEMPLATE, PIN);
    }

    @Test
    void showsWhatAGroupLaunchesFrom() {
        groups.group("api", "lt-1", "4").group("web", "lt-1", "6");

        assertThat(observe()).isEqualTo(new Launch("6", Optional.empty()));
    }

    @Test
    void showsWhatAGroupThatMixesInstancesLaunchesFrom() {
        groups.group(AutoScalingGroup.builder()
                .autoScalingGroupName("web")
                .mixedInstancesPolicy(MIXED)
                .build());

        assertThat(observe()).isEqualTo(new Launch("6", Optional.of(MIXED)));
    }

    // EC2 Auto Scaling takes the default version where none is given.
    @Test
    void takesNoVersionForTheDefault() {
        groups.group(AutoScalingGroup.builder()
                .autoScalingGroupName("web")
                .launchTemplate(template -> template.launchTemplateId("lt-1"))
                .build());

        assertThat(observe()).isEqualTo(new Launch("$Default", Optional.empty()));
    }

    @Test
    void doesNotTouchAGroupOfAnotherTemplate() {
        groups.group("web", "lt-2", "6");

        assertThat(observe()).isEqualTo(new Observed.NotFound("group web must launch from lt-1, launched from lt-2"));
    }

    @Test
    void doesNotTouchAGroupWithoutATemplate() {
        groups.group(AutoScalingGroup.builder().autoScalingGroupName("web").build());

        assertThat(observe())
                .isEqualTo(new Observed.NotFound("group web must launch from lt-1, launched from no launch template"));
    }

    @Test
    void doesNotTouchAGroupThatIsBeingDeleted() {
        groups.group(AutoScalingGroup.builder()
                .autoScalingGroupName("web")
                .status("Delete in progress")
                .build());

        assertThat(observe()).isEqualTo(new Observed.Inactive("Delete in progress"));
    }

    @Test
    void saysThatThereIsNoSuchGroup() {
        assertThat(observe()).isEqualTo(new Observed.NotFound("EC2 Auto Scaling knows no group web"));
    }

    @Test
    void pinsAGroupWithinItsTimeLimit() {
        assertThat(pinning.apply(TEMPLATE, PIN)).isEqualTo(new Answer.Accepted("r-1"));

        var sent = (UpdateAutoScalingGroupRequest) groups.changes.getFirst();
        assertThat(sent.launchTemplate()).isEqualTo(byId("lt-1", "7"));
        assertThat(sent.mixedInstancesPolicy()).isNull();
        assertThat(sent.overrideConfiguration().orElseThrow().apiCallTimeout()).contains(TIMEOUT);
    }

    // A launch template beside it would end the mixing of instances.
    @Test
    void saysAllOfTheMixedInstancesAgain() {
        pinning.apply(TEMPLATE, PIN.of(Optional.of(MIXED)));

        var sent = (UpdateAutoScalingGroupRequest) groups.changes.getFirst();
        assertThat(sent.launchTemplate()).isNull();
        assertThat(sent.mixedInstancesPolicy())
                .isEqualTo(MixedInstancesPolicy.builder()
                        .launchTemplate(template -> template.launchTemplateSpecification(byId("lt-1", "7"))
                                .overrides(
                                        LaunchTemplateOverrides.builder()
                                                .instanceType("m7g.large")
                                                .weightedCapacity("2")
                                                .build(),
                                        LaunchTemplateOverrides.builder()
                                                .instanceType("m7i.large")
                                                .launchTemplateSpecification(byId("lt-2", "3"))
                                                .build()))
                        .instancesDistribution(
                                spread -> spread.onDemandBaseCapacity(1).spotAllocationStrategy("lowest-price"))
                        .build());
    }

    private static LaunchTemplateSpecification byId(String template, String version) {
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(template)
                .version(version)
                .build();
    }
}
