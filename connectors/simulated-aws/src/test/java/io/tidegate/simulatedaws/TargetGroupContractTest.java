package io.tidegate.simulatedaws;

import static io.tidegate.simulatedaws.BalancingWorld.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.simulatedaws.balancing.TargetGroupPlan;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidTargetException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

class TargetGroupContractTest {
    private static final Duration DELAY = Duration.ofMinutes(1);
    private static final Duration CHECK = Duration.ofSeconds(20);

    private final BalancingWorld world = new BalancingWorld(2);
    private final String web =
            world.balancing.add(TargetGroupPlan.ofInstances("web", 80).withDelays(DELAY, CHECK));
    private final String instance = world.instances().getFirst();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTargetBecomesHealthyByWayOfItsRegistrationAndChecks() {
        world.register(web, instance);

        assertHealth(
                world.health(web, instance),
                "initial",
                "Elb.RegistrationInProgress",
                "Target registration is in progress");
        world.after(Duration.ofSeconds(10));
        assertHealth(
                world.health(web, instance),
                "initial",
                "Elb.InitialHealthChecking",
                "Initial health checks in progress");
        world.after(Duration.ofSeconds(10));
        assertHealth(world.health(web, instance), "healthy", null, null);
    }

    @Test
    void aTargetDrainsForTheDelayAndIsUnusedThen() {
        world.register(web, instance);
        world.after(CHECK);

        world.deregister(web, instance);

        assertHealth(
                world.health(web, instance),
                "draining",
                "Target.DeregistrationInProgress",
                "Target deregistration is in progress");
        world.after(DELAY.minusMillis(1));
        assertThat(world.health(web, instance).stateAsString()).isEqualTo("draining");
        world.after(Duration.ofMillis(1));
        assertHealth(
                world.health(web, instance),
                "unused",
                "Target.NotRegistered",
                "Target is not registered to the target group");
        assertThat(world.targets
                        .describeTargetHealth(request -> request.targetGroupArn(web))
                        .targetHealthDescriptions())
                .isEmpty();
    }

    @Test
    void aTargetThatIsRegisteredWhileItDrainsStartsAgain() {
        world.register(web, instance);
        world.after(CHECK);
        world.deregister(web, instance);
        world.after(Duration.ofSeconds(50));

        world.register(web, instance);
        world.after(CHECK);

        assertThat(world.health(web, instance).stateAsString()).isEqualTo("healthy");
        world.after(DELAY);
        assertThat(world.health(web, instance).stateAsString()).isEqualTo("healthy");
    }

    @Test
    void theSameInstanceStandsOnSeveralPortsEachForItself() {
        world.targets.registerTargets(request -> request.targetGroupArn(web)
                .targets(target(instance, 32768), target(instance, 32769), target(instance)));
        world.after(CHECK);

        world.targets.deregisterTargets(request -> request.targetGroupArn(web).targets(target(instance, 32769)));

        var all = world.targets
                .describeTargetHealth(request -> request.targetGroupArn(web))
                .targetHealthDescriptions();
        assertThat(all)
                .extracting(
                        described -> described.target().port(),
                        described -> described.healthCheckPort(),
                        described -> described.targetHealth().stateAsString())
                .containsExactly(
                        tuple(80, "80", "healthy"),
                        tuple(32768, "32768", "healthy"),
                        tuple(32769, "32769", "draining"));
    }

    @Test
    void deregisteringAnUnknownTargetSucceeds() {
        world.deregister(web, "i-0");

        assertThat(world.health(web, "i-0").stateAsString()).isEqualTo("unused");
    }

    @Test
    void describesTargetGroupsByArnByNameAndAll() {
        var tasks = world.balancing.add(TargetGroupPlan.ofAddresses("tasks", 8080));
        var api = world.balancing.add(TargetGroupPlan.ofInstances("api", 80));

        var byArn = world.targets.describeTargetGroups(request -> request.targetGroupArns(tasks));
        var byName = world.targets.describeTargetGroups(request -> request.names("web"));
        var all = world.targets.describeTargetGroupsPaginator(request -> request.pageSize(2));

        assertThat(byArn.targetGroups()).singleElement().satisfies(group -> {
            assertThat(group.targetGroupName()).isEqualTo("tasks");
            assertThat(group.targetType()).isEqualTo(TargetTypeEnum.IP);
            assertThat(group.port()).isEqualTo(8080);
        });
        assertThat(byName.targetGroups()).singleElement().satisfies(group -> {
            assertThat(group.targetGroupArn())
                    .isEqualTo(web)
                    .matches("arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/web/[0-9a-f]{16}");
            assertThat(group.targetType()).isEqualTo(TargetTypeEnum.INSTANCE);
        });
        assertThat(all.targetGroups().stream().map(TargetGroup::targetGroupArn)).containsExactly(api, tasks, web);
    }

    @Test
    void changesTheDelayOfWhatIsDeregisteredFromThenOn() {
        world.register(web, instance);
        world.after(CHECK);

        var changed = setAttribute("deregistration_delay.timeout_seconds", "5");
        world.deregister(web, instance);
        world.after(Duration.ofSeconds(5));

        var described = world.targets.describeTargetGroupAttributes(request -> request.targetGroupArn(web));
        assertThat(changed.attributes()).isEqualTo(described.attributes());
        assertThat(described.attributes()).singleElement().satisfies(attribute -> {
            assertThat(attribute.key()).isEqualTo("deregistration_delay.timeout_seconds");
            assertThat(attribute.value()).isEqualTo("5");
        });
        assertThat(world.health(web, instance).stateAsString()).isEqualTo("unused");
    }

    @Test
    void refusesAsElasticLoadBalancingDoes() {
        var unknown = web.replace("web", "none");

        assertThatThrownBy(() -> world.register(unknown, instance)).isInstanceOf(TargetGroupNotFoundException.class);
        assertThatThrownBy(() -> world.deregister(unknown, instance)).isInstanceOf(TargetGroupNotFoundException.class);
        assertThatThrownBy(() -> world.health(unknown, instance)).isInstanceOf(TargetGroupNotFoundException.class);
        assertThatThrownBy(() -> world.targets.describeTargetGroups(request -> request.names("web", "none")))
                .isInstanceOf(TargetGroupNotFoundException.class)
                .hasMessageContaining("One or more target groups not found");
        assertThatThrownBy(() -> world.register(web, "i-0"))
                .isInstanceOf(InvalidTargetException.class)
                .hasMessageContaining("cannot be registered: 'i-0'");
        assertInvalid("pageSize", () -> world.targets.describeTargetGroups(request -> request.pageSize(401)));
        assertInvalid("marker", () -> world.targets.describeTargetGroups(request -> request.marker("?")));
        assertInvalid(
                "both",
                () -> world.targets.describeTargetGroups(
                        request -> request.names("web").targetGroupArns(web)));
        assertInvalid("was '3601'", () -> setAttribute("deregistration_delay.timeout_seconds", "3601"));
        assertInvalid("was 'soon'", () -> setAttribute("deregistration_delay.timeout_seconds", "soon"));
        assertInvalid("'stickiness.enabled' is not recognized", () -> setAttribute("stickiness.enabled", "true"));
    }

    private ModifyTargetGroupAttributesResponse setAttribute(String key, String value) {
        var attribute = TargetGroupAttribute.builder().key(key).value(value).build();
        return world.targets.modifyTargetGroupAttributes(
                request -> request.targetGroupArn(web).attributes(attribute));
    }

    private static void assertInvalid(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ElasticLoadBalancingV2Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"))
                .message()
                .containsIgnoringCase(message);
    }

    private static void assertHealth(
            TargetHealth health, String state, @Nullable String reason, @Nullable String description) {
        assertThat(health.stateAsString()).isEqualTo(state);
        assertThat(health.reasonAsString()).isEqualTo(reason);
        assertThat(health.description()).isEqualTo(description);
    }
}
