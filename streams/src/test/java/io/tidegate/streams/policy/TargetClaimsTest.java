package io.tidegate.streams.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.image.Rolling;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetClaimsTest {

    @Test
    void namesThePolicyThatDrivesTheTargetAlready() {
        var existing = List.of(policy("web", "a", "b"), policy("api", "c"));

        var conflicts = TargetClaims.conflicts(existing, policy("new", "d", "c", "b"));

        assertThat(conflicts)
                .extracting(TargetClaims.Conflict::toString)
                .containsExactly(
                        "target must be driven by one policy, was ecs/demo/c, which policy \"api\" drives",
                        "target must be driven by one policy, was ecs/demo/b, which policy \"web\" drives");
    }

    @Test
    void letsAnyNumberOfShadowsWatchATargetBesideItsPolicy() {
        var live = policy("web", "a");
        var existing = List.of(live, shadow(policy("calm", "a")));

        assertThat(TargetClaims.conflicts(existing, shadow(policy("brisk", "a"))))
                .isEmpty();
        assertThat(TargetClaims.conflicts(List.of(shadow(policy("calm", "a"))), live))
                .isEmpty();
    }

    @Test
    void holdsAShadowToTheRuleOnceItIsToDrive() {
        var existing = List.of(policy("web", "a"), shadow(policy("calm", "a")));

        assertThat(TargetClaims.conflicts(existing, policy("calm", "a"))).hasSize(1);
    }

    @Test
    void letsAPolicyReplaceItself() {
        assertThat(TargetClaims.conflicts(List.of(policy("web", "a")), policy("web", "a", "b")))
                .isEmpty();
    }

    @Test
    void keepsTheGroupOfAClusterFromOtherPolicies() {
        var place = Target.Place.DEFAULT;
        var cluster = new ClusterPolicy(
                "instances",
                1,
                true,
                new Target.Cluster(place, "demo"),
                new Target.Group(place, "demo"),
                new Bounds(1, 2),
                new ClusterPolicy.Fit(ClusterPolicy.Buffer.NONE, 1),
                new Behaviour.Cooldown(Duration.ZERO, Duration.ZERO),
                Execution.DEFAULT);

        var conflicts =
                TargetClaims.conflicts(List.of(policy("web", "a"), cluster), driving(new Target.Group(place, "demo")));

        assertThat(conflicts)
                .extracting(TargetClaims.Conflict::toString)
                .containsExactly(
                        "target must be driven by one policy, was asg/demo, which policy \"instances\" drives");
    }

    @Test
    void keepsALaunchTemplateFromOtherPoliciesAndLeavesItsGroupToThem() {
        var image = Rolling.policy();
        var another = image.withRevision(1);
        var web = new Target.Group(Target.Place.DEFAULT, "web");

        assertThat(TargetClaims.conflicts(List.of(image), driving(web))).isEmpty();
        assertThat(TargetClaims.conflicts(List.of(image), another)).isEmpty();
        assertThat(TargetClaims.conflicts(List.of(image), renamed(image)))
                .extracting(TargetClaims.Conflict::toString)
                .containsExactly("target must be driven by one policy, was launch-template/lt-0123456789abcdef0,"
                        + " which policy \"web-image\" drives");
    }

    private static ImagePolicy renamed(ImagePolicy policy) {
        return new ImagePolicy(
                "another",
                1,
                true,
                policy.target(),
                policy.template(),
                policy.groups(),
                policy.selector(),
                policy.version(),
                policy.keepVersions(),
                policy.refresh(),
                policy.occasions(),
                policy.execution());
    }

    @Test
    void keepsTheServicesOfAFileFromOtherPolicies() {
        var place = Target.Place.DEFAULT;
        var file = new EcsAutoscalePolicy(
                "demo",
                1,
                false,
                new Target.Cluster(place, "demo"),
                new Target.Group(place, "demo"),
                EcsAutoscalePolicy.WIDEST,
                List.of(new Target.EcsService(place, "demo", "a")),
                "",
                List.of());

        assertThat(TargetClaims.conflicts(List.of(policy("web", "a")), file))
                .extracting(conflict -> conflict.target().text())
                .containsExactly("ecs/demo/a");
        assertThat(file.targets()).extracting(Target::text).containsExactly("cluster/demo");
    }

    private static CapacityPolicy policy(String name, String... services) {
        return driving(
                name,
                Stream.of(services)
                        .<Target>map(service -> new Target.EcsService(Target.Place.DEFAULT, "demo", service))
                        .toList(),
                CapacityPolicy.Actuation.SERVICE);
    }

    private static CapacityPolicy shadow(CapacityPolicy policy) {
        var execution = new Execution(Execution.Mode.SHADOW, Execution.DEFAULT_PRIORITY, new Execution.Restore());
        return new CapacityPolicy(
                policy.name(),
                policy.revision(),
                policy.enabled(),
                policy.targets(),
                policy.via(),
                policy.bounds(),
                policy.metrics(),
                policy.rules(),
                policy.behaviour(),
                policy.schedule(),
                execution);
    }

    private static CapacityPolicy driving(Target.Group group) {
        return driving("group", List.of(group), CapacityPolicy.Actuation.DESIRED);
    }

    private static CapacityPolicy driving(String name, List<Target> targets, CapacityPolicy.Actuation via) {
        return new CapacityPolicy(
                name,
                1,
                true,
                targets,
                via,
                new Bounds(1, 2),
                List.of(),
                List.of(),
                new Behaviour(new Behaviour.Cooldown(Duration.ZERO, Duration.ZERO)),
                List.of(),
                Execution.DEFAULT);
    }
}
