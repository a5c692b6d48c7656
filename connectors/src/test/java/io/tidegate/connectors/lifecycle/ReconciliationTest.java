package io.tidegate.connectors.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.LifecycleKind;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Fixture fixture = new Fixture(true);
    private final Set<Target.Group> groups = new LinkedHashSet<>();
    private final Loop.Pass reconciliation = fixture.bridge.reconciliation(() -> groups);

    private void answer(String... names) {
        for (var name : names) {
            groups.add(new Target.Group(Place.DEFAULT, name));
        }
    }

    private List<LifecycleEvent> sent() {
        return fixture.events.history().stream().map(ProducerRecord::value).toList();
    }

    @Test
    void tellsOfEveryInstanceThatAHookHolds() throws InterruptedException {
        fixture.aws.addGroup("web", "InService", "Terminating:Wait", "Pending:Wait", "Terminating:Proceed", "Standby");
        fixture.aws.addHook("web", "drain", "TERMINATING");
        fixture.aws.addHook("web", "warm", "LAUNCHING");
        answer("web");

        reconciliation.run();

        assertThat(sent())
                .containsExactly(
                        event(LifecycleKind.INSTANCE_TERMINATING, "i-web1", "Terminating:Wait", "drain"),
                        event(LifecycleKind.INSTANCE_LAUNCHING, "i-web2", "Pending:Wait", "warm"));
        assertThat(fixture.events.history()).extracting(ProducerRecord::key).containsOnly("asg/web");
        assertThat(fixture.counters.records()).isEqualTo(2);
    }

    private static LifecycleEvent event(LifecycleKind kind, String instance, String state, String hook) {
        return LifecycleEvent.newBuilder()
                .setKind(kind)
                .setTarget("asg/web")
                .setAt(Instant.parse("2026-01-01T00:00:00Z"))
                .setEventId(instance + "/" + state + "/" + hook)
                .setInstanceId(instance)
                .setHookName(hook)
                .setAttributes(Map.of("reconciled", "true", "LifecycleTransition", "autoscaling:EC2_" + kind))
                .build();
    }

    @Test
    void tellsOfEachHookThatMayHoldAnInstance() throws InterruptedException {
        fixture.aws.addGroup("web", "Terminating:Wait");
        fixture.aws.addHook("web", "drain", "TERMINATING");
        fixture.aws.addHook("web", "logs", "TERMINATING");
        fixture.aws.addHook("web", "warm", "LAUNCHING");
        answer("web");

        reconciliation.run();

        assertThat(sent())
                .extracting(LifecycleEvent::getEventId)
                .containsExactly("i-web0/Terminating:Wait/drain", "i-web0/Terminating:Wait/logs");
        assertThat(sent()).allMatch(event -> event.getActionToken() == null);
    }

    @Test
    void asksForHooksOnlyWhereSomethingWaits() throws InterruptedException {
        fixture.aws.addGroup("web", "InService");
        answer("web", "gone");

        reconciliation.run();

        assertThat(fixture.aws.log).containsExactly("DescribeAutoScalingGroups 2");
        assertThat(sent()).isEmpty();
    }

    @Test
    void asksOnceAnIntervalAndAtOnceForANewGroup() throws InterruptedException {
        fixture.aws.addGroup("web", "Terminating:Wait");
        fixture.aws.addHook("web", "drain", "TERMINATING");
        answer("web");
        reconciliation.run();
        reconciliation.run();
        assertThat(sent()).hasSize(1);

        answer("jobs");
        reconciliation.run();
        assertThat(fixture.aws.calls("DescribeAutoScalingGroups 1")).isEqualTo(2);

        fixture.clock.advance(INTERVAL);
        reconciliation.run();
        assertThat(sent())
                .extracting(LifecycleEvent::getEventId)
                .hasSize(2)
                .containsOnly(sent().getFirst().getEventId());
    }

    @Test
    void asksForFiftyGroupsACallAndReadsEveryPage() throws InterruptedException {
        for (int i = 0; i < 51; i++) {
            fixture.aws.addGroup("g" + i, "Terminating:Wait");
            fixture.aws.addHook("g" + i, "drain", "TERMINATING");
            answer("g" + i);
        }

        reconciliation.run();

        assertThat(sent())
                .extracting(LifecycleEvent::getTarget)
                .doesNotHaveDuplicates()
                .hasSize(51);
        assertThat(fixture.aws.calls("DescribeAutoScalingGroups 50")).isEqualTo(3);
        assertThat(fixture.aws.calls("DescribeAutoScalingGroups 1")).isEqualTo(1);
    }

    @Test
    void triesAgainInTheNextIntervalWhatCouldNotBeAsked() throws InterruptedException {
        fixture.aws.addGroup("web", "Terminating:Wait");
        fixture.aws.addHook("web", "drain", "TERMINATING");
        answer("web");
        fixture.aws.fail("DescribeLifecycleHooks");
        reconciliation.run();
        assertThat(sent()).isEmpty();

        fixture.aws.recover("DescribeLifecycleHooks");
        fixture.clock.advance(INTERVAL);
        reconciliation.run();

        assertThat(sent()).hasSize(1);
        assertThat(fixture.counters.errors(ErrorKind.AWS)).isEqualTo(1);
    }
}
