package io.tidegate.connectors.provision.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.provision.Group;
import io.tidegate.connectors.provision.Hook;
import io.tidegate.connectors.provision.Provider;
import io.tidegate.connectors.provision.Resource;
import io.tidegate.connectors.provision.Samples;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BlueprintReaderTest {
    private static final String GROUP = """
            {
              "AutoScalingGroupName": "web",
              "MixedInstancesPolicy": {
                "LaunchTemplate": {
                  "LaunchTemplateSpecification": {"LaunchTemplateName": "web", "Version": "$Latest"},
                  "Overrides": [{"InstanceType": "m7g.large", "WeightedCapacity": "2"}]
                },
                "InstancesDistribution": {"OnDemandPercentageAboveBaseCapacity": 20}
              },
              "MinSize": 1, "MaxSize": 4,
              "NewInstancesProtectedFromScaleIn": true,
              "VPCZoneIdentifier": "subnet-1,subnet-2",
              "LifecycleHookSpecificationList": [{
                "LifecycleHookName": "ecs-drain",
                "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING",
                "HeartbeatTimeout": 900
              }],
              "Tags": [{"Key": "team", "Value": "shop", "PropagateAtLaunch": false}]
            }
            """;

    private static final String PROVIDER = """
            {
              "name": "web",
              "autoScalingGroupProvider": {
                "autoScalingGroupArn": "arn:aws:autoscaling:eu-central-1:1:autoScalingGroup:u:autoScalingGroupName/web",
                "managedScaling": {"status": "ENABLED", "targetCapacity": 90, "instanceWarmupPeriod": 60},
                "managedTerminationProtection": "ENABLED"
              }
            }
            """;

    @Test
    void readsTheWholeOfOurs() {
        var ids = Samples.of(Samples.WHOLE).resources().stream()
                .map(Resource::id)
                .map(Object::toString)
                .toList();

        assertThat(ids)
                .containsExactly(
                        "queue/lifecycle",
                        "rule/lifecycle-lifecycle-actions",
                        "rule/lifecycle-spot-interruption",
                        "group/web",
                        "hook/web/tidegate-drain",
                        "hook/web/tidegate-start",
                        "capacity-provider/web",
                        "cluster/shop",
                        "scalable-target/ecs/shop/web");
    }

    @Test
    void readsTheInputOfTheAwsCliAsItIs() {
        var resources = Samples.of(GROUP, PROVIDER).resources();

        assertThat(resources.getFirst()).isInstanceOfSatisfying(Group.class, group -> {
            assertThat(group.request().mixedInstancesPolicy().launchTemplate().overrides())
                    .singleElement()
                    .satisfies(override -> assertThat(override.instanceType()).isEqualTo("m7g.large"));
            assertThat(group.request().hasLifecycleHookSpecificationList()).isFalse();
        });
        assertThat(resources.get(1)).isInstanceOfSatisfying(Hook.class, hook -> {
            assertThat(hook.heartbeat()).isEqualTo(Duration.ofMinutes(15));
            assertThat(hook.defaultResult()).isEqualTo(Hook.DefaultResult.ABANDON);
        });
        assertThat(resources.getLast())
                .isInstanceOfSatisfying(
                        Provider.class, provider -> assertThat(provider.group()).isEqualTo("web"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void refusesWithFileLineAndColumn(String text, String problem) {
        assertThat(Samples.problems(text)).singleElement().asString().startsWith("file.yaml:" + problem);
    }

    static Stream<Arguments> mistakes() {
        String head = "apiVersion: tidegate/v1\nkind: Provision\n";
        String group = head + "groups:\n  - name: web\n    launchTemplate: {name: web}\n";
        return Stream.of(
                row("[]", "1:1: file must hold one mapping, did not"),
                row("a: [", "1:5: file must be YAML or JSON: expected the node content, but found '<stream end>'"),
                row(
                        head + "queues: {}\n",
                        "3:1: queues is not a key here; known are apiVersion, capacityProviders, clusters, groups, kind,"
                                + " queue, scalableTargets"),
                row("kind: Provision\n", "1:1: apiVersion must be given, was absent"),
                row("apiVersion: v2\nkind: Provision\n", "1:13: apiVersion must be one of tidegate/v1, was \"v2\""),
                row(head + "queue: {name: a, name: b}\n", "3:18: queue.name must be given once, was given twice"),
                row(
                        head + "queue: {name: a.fifo}\n",
                        "3:15: queue.name must be 1 to 40 letters, digits, - or _, was \"a.fifo\""),
                row(
                        head + "queue: {name: a, retention: 10s}\n",
                        "3:29: queue.retention must be 60 to 1209600 whole seconds, was PT10S"),
                row(
                        head + "queue: {name: a, events: [spot]}\n",
                        "3:27: queue.events[0] must be one of image-state, instance-state, lifecycle-actions, rebalance,"
                                + " spot-interruption, was \"spot\""),
                row(group, "4:5: groups[0].size must be given, was absent"),
                row(
                        group + "    size: {min: 2, max: 1}\n",
                        "4:5: groups[0]: MaxSize must be at least MinSize, and that at least 0, were 1 and 2"),
                row(
                        group + "    size: {min: two, max: 3}\n",
                        "6:17: groups[0].size.min must be a whole number, was \"two\""),
                row(
                        head + "groups:\n  - {name: web, hooks: [{name: drain, transition: terminating}]}\n",
                        "1:1: hook/web/drain must have a name that begins with tidegate-, for its group is made elsewhere"),
                row(
                        head + "groups: [{name: web, hooks: [{name: tidegate-a, transition: gone}]}]\n",
                        "3:61: groups[0].hooks[0].transition must be one of launching, terminating, was \"gone\""),
                row(
                        head + "capacityProviders: [{name: aws-web, group: web}]\n",
                        "3:28: capacityProviders[0].name must not begin with aws, ecs or fargate, was \"aws-web\""),
                row(
                        head + "scalableTargets: [{target: asg/web, min: 1, max: 2}]\n",
                        "3:28: scalableTargets[0].target must be scalable, was \"asg/web\""),
                row(
                        "{\"AutoScalingGroupName\": \"a\", \"Size\": 3}",
                        "1:31: Size is not a member here; known are AutoScalingGroupName, "),
                row(
                        "{\"name\": \"a\", \"autoScalingGroupProvider\": {\"managedScaling\": {\"status\": \"ENABLED\","
                                + " \"targetCapacity\": \"all\"}, \"autoScalingGroupArn\": \"web\"}}",
                        "1:102: autoScalingGroupProvider.managedScaling.targetCapacity must be a valid Integer, was \"all\""));
    }

    private static Arguments row(String text, String problem) {
        return Arguments.of(text, problem);
    }

    @Test
    void refusesTwoOfTheSameNameInSeveralFiles() {
        assertThat(Samples.problems(GROUP, GROUP))
                .containsExactly("file.yaml:1:1: group/web must be given once, was given twice");
    }

    @Test
    void refusesToProtectInstancesOfAGroupThatDoesNot() {
        assertThat(Samples.problems(GROUP.replace("ScaleIn\": true", "ScaleIn\": false"), PROVIDER))
                .containsExactly("file.yaml:1:1: group/web must have NewInstancesProtectedFromScaleIn, for"
                        + " capacity-provider/web protects its instances; had not");
    }

    @Test
    void refusesAHookThatTellsAQueueThatIsNotThere() {
        var text = """
                apiVersion: tidegate/v1
                kind: Provision
                groups:
                  - name: web
                    hooks:
                      - name: tidegate-drain
                        transition: terminating
                        notify: {role: "arn:aws:iam::123456789012:role/asg"}
                """;

        assertThat(Samples.problems(text))
                .isEqualTo(List.of("file.yaml:1:1: hook/web/tidegate-drain must have a topic or a queue to notify, but"
                        + " there is no queue"));
    }
}
