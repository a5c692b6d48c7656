package io.tidegate.connectors.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {
    private static final Home HOME = new Home("aws", "eu-central-1", "123456789012");
    private static final Blueprint WHOLE = Samples.of(Samples.WHOLE);

    /** What stands where nothing does but the cluster. */
    static Standing empty() {
        return Standing.of(List.of(new Stands(
                new ResourceId(Kind.CLUSTER, "shop"),
                false,
                new Members(new TreeMap<>(
                        Map.of("capacityProviders", "FARGATE", "defaultCapacityProviderStrategy", ""))))));
    }

    /** What stands once all of {@link #WHOLE} was made, each resource changed as {@code change} has it. */
    static Standing made(UnaryOperator<Stands> change) {
        var all = new ArrayList<Stands>();
        for (var resource : WHOLE.resources()) {
            var members = switch (resource) {
                case Queue queue -> queue.members(HOME);
                case EventRule rule -> rule.members(HOME);
                case LaunchTemplate _ -> Members.NONE;
                case Group group -> group.members();
                case GroupReference _ -> Members.NONE;
                case Hook hook -> hook.members(HOME, WHOLE.queue());
                case Provider provider -> provider.members();
                case ClusterProviders cluster -> cluster.members(new Members(Map.of("capacityProviders", "FARGATE")));
                case ScalableTarget target -> target.members();
            };
            all.add(change.apply(new Stands(resource.id(), resource.id().kind() != Kind.CLUSTER, members)));
        }
        return Standing.of(all);
    }

    private static Stands with(Stands stands, String member, String value) {
        var members = new TreeMap<>(stands.members().values());
        members.put(member, value);
        return new Stands(stands.id(), stands.ours(), new Members(members), stands.busy());
    }

    private static UnaryOperator<Stands> on(String id, UnaryOperator<Stands> change) {
        return stands -> stands.id().text().equals(id) ? change.apply(stands) : stands;
    }

    private static Stands foreign(Stands stands) {
        return new Stands(stands.id(), false, stands.members(), stands.busy());
    }

    private static List<String> calls(Plan plan) {
        return plan.changes().stream()
                .map(change -> change.call() + " " + change.subject())
                .toList();
    }

    @Test
    void makesEverythingInTheOrderInWhichItIsNeeded() {
        var plan = Planner.plan(HOME, WHOLE, empty(), false);

        assertThat(plan.refusals()).isEmpty();
        assertThat(calls(plan))
                .containsExactly(
                        "sqs:CreateQueue queue/lifecycle",
                        "events:PutRule rule/lifecycle-lifecycle-actions",
                        "events:PutTargets rule/lifecycle-lifecycle-actions",
                        "events:PutRule rule/lifecycle-spot-interruption",
                        "events:PutTargets rule/lifecycle-spot-interruption",
                        "autoscaling:CreateAutoScalingGroup group/web",
                        "ecs:CreateCapacityProvider capacity-provider/web",
                        "ecs:PutClusterCapacityProviders cluster/shop",
                        "application-autoscaling:RegisterScalableTarget scalable-target/ecs/shop/web");
        assertThat(plan.differences()).hasSize(9);
    }

    @Test
    void makesAGroupTogetherWithItsHooksAndTheTag() {
        var create = Planner.plan(HOME, WHOLE, empty(), false).changes().stream()
                .filter(GroupChange.CreateAutoScalingGroup.class::isInstance)
                .map(GroupChange.CreateAutoScalingGroup.class::cast)
                .findFirst()
                .orElseThrow();

        assertThat(create.request().lifecycleHookSpecificationList())
                .extracting(hook -> hook.lifecycleHookName())
                .containsExactly("tidegate-drain", "tidegate-start");
        assertThat(create.request().tags())
                .anySatisfy(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("tidegate=managed"));
        assertThat(create.request().desiredCapacity()).isEqualTo(2);
    }

    @Test
    void changesNothingWhereAllStands() {
        var plan = Planner.plan(HOME, WHOLE, made(stands -> stands), false);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.differences()).isEmpty();
        assertThat(plan.refusals()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    void makesOnlyWhatDiffers(String what, UnaryOperator<Stands> change, List<String> expected) {
        var plan = Planner.plan(HOME, WHOLE, made(change), false);

        assertThat(plan.refusals()).isEmpty();
        assertThat(calls(plan)).isEqualTo(expected);
        assertThat(plan.differences()).hasSize(1);
    }

    static Stream<Arguments> differences() {
        return Stream.of(
                row(
                        "an attribute of the queue",
                        on("queue/lifecycle", stands -> with(stands, "VisibilityTimeout", "30")),
                        "sqs:SetQueueAttributes queue/lifecycle"),
                row(
                        "a policy that lets others in",
                        on("queue/lifecycle", stands -> with(stands, "Policy", "{}")),
                        "sqs:SetQueueAttributes queue/lifecycle"),
                row(
                        "a rule that is off",
                        on("rule/lifecycle-spot-interruption", stands -> with(stands, "State", "DISABLED")),
                        "events:PutRule rule/lifecycle-spot-interruption"),
                row(
                        "a rule that sends elsewhere",
                        on("rule/lifecycle-spot-interruption", stands -> with(stands, "Targets[tidegate]", "arn")),
                        "events:PutTargets rule/lifecycle-spot-interruption"),
                row(
                        "the largest size",
                        on("group/web", stands -> with(stands, "MaxSize", "3")),
                        "autoscaling:UpdateAutoScalingGroup group/web"),
                row(
                        "a tag and the subnets",
                        on(
                                "group/web",
                                stands -> with(with(stands, "Tags[team]", "x"), "VPCZoneIdentifier", "subnet-1")),
                        "autoscaling:CreateOrUpdateTags group/web",
                        "autoscaling:UpdateAutoScalingGroup group/web"),
                row(
                        "how long a hook holds",
                        on("hook/web/tidegate-drain", stands -> with(stands, "HeartbeatTimeout", "30")),
                        "autoscaling:PutLifecycleHook hook/web/tidegate-drain"),
                row(
                        "how a provider scales",
                        on(
                                "capacity-provider/web",
                                stands ->
                                        with(stands, "autoScalingGroupProvider.managedScaling.targetCapacity", "100")),
                        "ecs:UpdateCapacityProvider capacity-provider/web"),
                row(
                        "the default strategy",
                        on(
                                "cluster/shop",
                                stands -> with(stands, "defaultCapacityProviderStrategy", "FARGATE weight=1 base=0")),
                        "ecs:PutClusterCapacityProviders cluster/shop"),
                row(
                        "what AWS may do itself",
                        on(
                                "scalable-target/ecs/shop/web",
                                stands -> with(stands, "SuspendedState.ScheduledScalingSuspended", "false")),
                        "application-autoscaling:RegisterScalableTarget scalable-target/ecs/shop/web"));
    }

    private static Arguments row(String what, UnaryOperator<Stands> change, String... expected) {
        return Arguments.of(what, change, List.of(expected));
    }

    @Test
    void leavesAloneWhatOthersMadeAsItShallBe() {
        var plan = Planner.plan(HOME, WHOLE, made(PlannerTest::foreign), false);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.notes())
                .contains("queue/lifecycle is as it shall be, and stays without the tag tidegate=managed");
    }

    @Test
    void refusesToChangeWhatOthersMade() {
        var plan = Planner.plan(
                HOME,
                WHOLE,
                made(on("queue/lifecycle", stands -> foreign(with(stands, "VisibilityTimeout", "30")))),
                false);

        assertThat(plan.refusals())
                .containsExactly(
                        "queue/lifecycle must bear the tag tidegate=managed to be changed, or be taken over with"
                                + " --adopt, bore none; VisibilityTimeout differs");
    }

    @Test
    void takesOverWhatOthersMadeWhenItIsToldTo() {
        var plan = Planner.plan(
                HOME,
                WHOLE,
                made(on("queue/lifecycle", stands -> foreign(with(stands, "VisibilityTimeout", "30")))),
                true);

        assertThat(plan.refusals()).isEmpty();
        assertThat(calls(plan))
                .containsExactly("sqs:TagQueue queue/lifecycle", "sqs:SetQueueAttributes queue/lifecycle");
    }

    @Test
    void refusesAProviderOfAnotherGroupWhichAwsCannotChange() {
        var plan = Planner.plan(
                HOME, WHOLE, made(on("capacity-provider/web", stands -> with(stands, Provider.GROUP, "other"))), false);

        assertThat(plan.refusals())
                .containsExactly(
                        "capacity-provider/web must keep its group other, for AWS cannot change it, was to get web");
    }

    @Test
    void refusesAClusterThatDoesNotStand() {
        var plan = Planner.plan(HOME, WHOLE, Standing.of(List.of()), false);

        assertThat(plan.refusals())
                .containsExactly("cluster/shop must exist before it gets capacity providers, but does not stand");
    }

    @Test
    void refusesALaunchConfigurationWithAdvice() {
        var blueprint = Samples.of("""
                {"AutoScalingGroupName": "old", "LaunchConfigurationName": "old-7", "MinSize": 0, "MaxSize": 1}
                """);

        var plan = Planner.plan(HOME, blueprint, Standing.of(List.of()), false);

        assertThat(plan.refusals())
                .containsExactly("group/old must be launched from a launch template, was from the launch configuration"
                        + " old-7; --convert-launch-configurations makes one of it");
    }

    @Test
    void keepsTheProvidersThatAClusterHas() {
        var put = put(Samples.of(Samples.WHOLE));

        assertThat(put.providers()).containsExactly("FARGATE", "web");
    }

    @Test
    void dropsTheOthersWhenItIsToldTo() {
        var put = put(Samples.of(Samples.WHOLE.replace("[web]\n", "[web]\n    keepOthers: false\n")));

        assertThat(put.providers()).containsExactly("web");
    }

    private static ClusterChange.PutClusterCapacityProviders put(Blueprint blueprint) {
        return Planner.plan(HOME, blueprint, empty(), false).changes().stream()
                .filter(ClusterChange.PutClusterCapacityProviders.class::isInstance)
                .map(ClusterChange.PutClusterCapacityProviders.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void leavesSizesThatAPolicySets() {
        var kept = Samples.of(Samples.WHOLE
                .replace("desired: 2}", "desired: 2, keep: true}")
                .replace("max: 9", "max: 9\n    keepBounds: true"));
        var standing = made(stands -> switch (stands.id().kind()) {
            case GROUP -> with(stands, "MaxSize", "30");
            case TARGET -> with(stands, "MaxCapacity", "30");
            default -> stands;
        });

        assertThat(Planner.plan(HOME, kept, standing, false).changes()).isEmpty();
    }

    @Test
    void attachesAndDetachesUntilTheTargetGroupsAreThoseOfTheFile() {
        var blueprint = Samples.of(Samples.WHOLE.replace("    tags:", "    targetGroups: [b, a]\n    tags:"));
        var standing = made(on("group/web", stands -> with(stands, "TargetGroupARNs", "b,c")));

        assertThat(calls(Planner.plan(HOME, blueprint, standing, false)))
                .containsExactly(
                        "autoscaling:AttachLoadBalancerTargetGroups group/web",
                        "autoscaling:DetachLoadBalancerTargetGroups group/web");
    }

    @Test
    void letsOnlyTheRulesOfTheFileSend() {
        var policy =
                WHOLE.all(Queue.class).findFirst().orElseThrow().members(HOME).find("Policy");

        assertThat(policy)
                .contains(
                        "{\"Statement\":[{\"Action\":\"sqs:SendMessage\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":["
                                + "\"arn:aws:events:eu-central-1:123456789012:rule/lifecycle-lifecycle-actions\","
                                + "\"arn:aws:events:eu-central-1:123456789012:rule/lifecycle-spot-interruption\"]}},"
                                + "\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"events.amazonaws.com\"},"
                                + "\"Resource\":\"arn:aws:sqs:eu-central-1:123456789012:lifecycle\",\"Sid\":\"TidegateRules\"}],"
                                + "\"Version\":\"2012-10-17\"}");
    }

    @Test
    void putsHooksOnAGroupThatOthersMake() {
        var blueprint = Samples.of("""
                apiVersion: tidegate/v1
                kind: Provision
                groups:
                  - name: theirs
                    hooks: [{name: tidegate-drain, transition: terminating}]
                """);
        var group = new Stands(new ResourceId(Kind.GROUP, "theirs"), false, Members.NONE);

        assertThat(calls(Planner.plan(HOME, blueprint, Standing.of(List.of(group)), false)))
                .containsExactly("autoscaling:PutLifecycleHook hook/theirs/tidegate-drain");
        assertThat(Planner.plan(HOME, blueprint, Standing.of(List.of()), false).refusals())
                .containsExactly("group/theirs must have a launchTemplate, where it is to be made, but does not stand");
    }

    @Test
    void removesInReverseOrderWhatIsOurs() {
        var plan = Removal.plan(WHOLE, made(stands -> stands), false);

        assertThat(plan.refusals()).isEmpty();
        assertThat(calls(plan))
                .containsExactly(
                        "application-autoscaling:DeregisterScalableTarget scalable-target/ecs/shop/web",
                        "ecs:PutClusterCapacityProviders cluster/shop",
                        "ecs:DeleteCapacityProvider capacity-provider/web",
                        "autoscaling:DeleteAutoScalingGroup group/web",
                        "events:RemoveTargets rule/lifecycle-spot-interruption",
                        "events:DeleteRule rule/lifecycle-spot-interruption",
                        "events:RemoveTargets rule/lifecycle-lifecycle-actions",
                        "events:DeleteRule rule/lifecycle-lifecycle-actions",
                        "sqs:DeleteQueue queue/lifecycle");
    }

    @Test
    void removesNothingThatOthersMadeButItsOwnHooks() {
        var plan = Removal.plan(WHOLE, made(PlannerTest::foreign), true);

        assertThat(calls(plan))
                .containsExactly(
                        "autoscaling:DeleteLifecycleHook hook/web/tidegate-start",
                        "autoscaling:DeleteLifecycleHook hook/web/tidegate-drain");
        assertThat(plan.notes()).contains("group/web stays, for it does not bear the tag tidegate=managed");
    }

    @Test
    void removesAGroupWithInstancesByForceOnly() {
        var standing = made(on("group/web", stands -> new Stands(stands.id(), true, stands.members(), 3)));

        assertThat(Removal.plan(WHOLE, standing, false).refusals())
                .containsExactly("group/web must have no instances, or go with them by --force, had 3");
        assertThat(Removal.plan(WHOLE, standing, true).refusals()).isEmpty();
    }
}
