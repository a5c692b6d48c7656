package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.balancing.TargetGroupPlan;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AlreadyExistsException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.ResourceInUseException;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

class GroupSetupContractTest {
    private SimulatedAws aws;
    private AutoScalingClient groups;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
        groups = Clients.client(AutoScalingClient.builder(), aws.endpoint());
    }

    @AfterEach
    void stop() {
        groups.close();
        aws.close();
    }

    private static CreateAutoScalingGroupRequest.Builder web() {
        return CreateAutoScalingGroupRequest.builder()
                .autoScalingGroupName("web")
                .mixedInstancesPolicy(policy -> policy.launchTemplate(
                        template -> template.launchTemplateSpecification(of -> of.launchTemplateName("web"))))
                .minSize(0)
                .maxSize(4)
                .desiredCapacity(2)
                .vpcZoneIdentifier("subnet-1,subnet-2")
                .newInstancesProtectedFromScaleIn(true)
                .tags(tag("team", "shop"));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder()
                .resourceId("web")
                .resourceType("auto-scaling-group")
                .key(key)
                .value(value)
                .propagateAtLaunch(true)
                .build();
    }

    private AutoScalingGroup described() {
        return groups.describeAutoScalingGroups(request -> request.autoScalingGroupNames("web"))
                .autoScalingGroups()
                .getFirst();
    }

    @Test
    void describesAGroupAsItWasMade() {
        groups.createAutoScalingGroup(web().build());

        assertThat(described()).satisfies(group -> {
            assertThat(group.minSize()).isZero();
            assertThat(group.maxSize()).isEqualTo(4);
            assertThat(group.desiredCapacity()).isEqualTo(2);
            assertThat(group.vpcZoneIdentifier()).isEqualTo("subnet-1,subnet-2");
            assertThat(group.newInstancesProtectedFromScaleIn()).isTrue();
            assertThat(group.mixedInstancesPolicy()
                            .launchTemplate()
                            .launchTemplateSpecification()
                            .launchTemplateName())
                    .isEqualTo("web");
            assertThat(group.tags()).extracting(TagDescription::key).containsExactly("team");
            assertThat(group.instances()).hasSize(2).allMatch(instance -> instance.protectedFromScaleIn());
        });
    }

    @Test
    void holdsTheFirstInstancesByHooksThatWereGivenWithTheGroup() {
        groups.createAutoScalingGroup(web().lifecycleHookSpecificationList(LifecycleHookSpecification.builder()
                        .lifecycleHookName("hold")
                        .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
                        .build())
                .build());

        assertThat(groups.describeLifecycleHooks(request -> request.autoScalingGroupName("web"))
                        .lifecycleHooks())
                .singleElement()
                .satisfies(hook -> assertThat(hook.heartbeatTimeout()).isEqualTo(3_600));
    }

    @Test
    void makesNothingOfAGroupWithABrokenHook() {
        assertThatThrownBy(() -> groups.createAutoScalingGroup(
                        web().lifecycleHookSpecificationList(LifecycleHookSpecification.builder()
                                        .lifecycleHookName("hold")
                                        .lifecycleTransition("autoscaling:NEVER")
                                        .build())
                                .build()))
                .isInstanceOf(AutoScalingException.class);

        assertThat(groups.describeAutoScalingGroups().autoScalingGroups()).isEmpty();
    }

    @Test
    void refusesASecondGroupOfTheSameName() {
        groups.createAutoScalingGroup(web().build());

        assertThatThrownBy(() -> groups.createAutoScalingGroup(web().build()))
                .isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void refusesAGroupWithNothingToLaunch() {
        assertThatThrownBy(() -> groups.createAutoScalingGroup(request ->
                        request.autoScalingGroupName("web").minSize(0).maxSize(1)))
                .hasMessageContaining("Valid requests must contain either LaunchTemplate");
    }

    @Test
    void changesOnlyWhatAnUpdateNames() {
        groups.createAutoScalingGroup(web().build());

        groups.updateAutoScalingGroup(request -> request.autoScalingGroupName("web")
                .maxSize(9)
                .healthCheckType("ELB")
                .healthCheckGracePeriod(60));

        assertThat(described()).satisfies(group -> {
            assertThat(group.maxSize()).isEqualTo(9);
            assertThat(group.healthCheckType()).isEqualTo("ELB");
            assertThat(group.vpcZoneIdentifier()).isEqualTo("subnet-1,subnet-2");
        });
    }

    @Test
    void addsChangesAndRemovesTags() {
        groups.createAutoScalingGroup(web().build());

        groups.createOrUpdateTags(request -> request.tags(List.of(tag("team", "web"), tag("stage", "test"))));
        groups.deleteTags(request -> request.tags(List.of(tag("stage", "test"))));

        assertThat(described().tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo("web"));
    }

    @Test
    void attachesANewGroupAndDetachesIt() {
        String arn = aws.ask(cloud -> cloud.loadBalancing().add(TargetGroupPlan.ofInstances("front", 80)));
        groups.createAutoScalingGroup(web().targetGroupARNs(arn).build());

        var before = described().targetGroupARNs();
        groups.detachLoadBalancerTargetGroups(
                request -> request.autoScalingGroupName("web").targetGroupARNs(arn));

        assertThat(before).containsExactly(arn);
        assertThat(described().targetGroupARNs()).isEmpty();
    }

    @Test
    void deletesAGroupWithInstancesByForceOnly() {
        groups.createAutoScalingGroup(web().build());

        assertThatThrownBy(() -> groups.deleteAutoScalingGroup(request -> request.autoScalingGroupName("web")))
                .isInstanceOf(ResourceInUseException.class);
        groups.deleteAutoScalingGroup(
                request -> request.autoScalingGroupName("web").forceDelete(true));

        assertThat(groups.describeAutoScalingGroups().autoScalingGroups()).isEmpty();
    }
}
