package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.command.Order.DrainInstance;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target.Instance;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

class DrainingTest {
    private static final Instance ONE = new Instance(Place.DEFAULT, "i-1");
    private static final DrainInstance DRAIN = new DrainInstance("demo", "arn/i-1");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final FakeEcs ecs = new FakeEcs();
    private final Draining draining = new Draining(ecs, TIMEOUT);

    @Test
    void asksForOneInstanceToDrainAndForNothingElse() {
        var answer = draining.apply(ONE, DRAIN);

        assertThat(answer).isEqualTo(new Answer.Accepted("r-1"));
        var request = ecs.changes.getFirst();
        // Lists that were never set are empty ones of the SDK's own kind, which are not sent.
        assertThat(request.sdkFields())
                .filteredOn(field -> field.getValueOrDefault(request) != null)
                .filteredOn(field -> !(field.getValueOrDefault(request) instanceof SdkAutoConstructList))
                .extracting(SdkField::locationName)
                .containsExactlyInAnyOrder("cluster", "containerInstances", "status");
        assertThat(request.cluster()).isEqualTo("demo");
        assertThat(request.containerInstances()).containsExactly("arn/i-1");
        assertThat(request.statusAsString()).isEqualTo("DRAINING");
        assertThat(request.overrideConfiguration().orElseThrow().apiCallTimeout())
                .contains(TIMEOUT);
    }

    static Stream<Arguments> tellsWhatAwsSaysInsideItsAnswer() {
        return Stream.of(
                argumentSet("gone", new FakeEcs().failure("MISSING", null), new Answer.Gone()),
                argumentSet(
                        "no, and why",
                        new FakeEcs().failure("inactive", "It is off."),
                        new Answer.Declined("INACTIVE", "It is off.", "r-1")),
                argumentSet(
                        "no",
                        new FakeEcs().failure("INACTIVE", null),
                        new Answer.Declined("INACTIVE", "ECS does not drain it: INACTIVE", "r-1")));
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatAwsSaysInsideItsAnswer(FakeEcs answering, Answer expected) {
        assertThat(new Draining(answering, TIMEOUT).apply(ONE, DRAIN)).isEqualTo(expected);
    }

    static Stream<Arguments> showsWhatCanBeDrained() {
        return Stream.of(
                argumentSet(
                        "active", new FakeEcs().instance("ACTIVE", 2, 1), new Observed.ContainerInstance("ACTIVE", 3)),
                argumentSet(
                        "draining",
                        new FakeEcs().instance("DRAINING", 0, 0),
                        new Observed.ContainerInstance("DRAINING", 0)),
                argumentSet(
                        "registering",
                        new FakeEcs().instance("REGISTERING", 0, 0),
                        new Observed.Inactive("REGISTERING")),
                argumentSet("leaving", new FakeEcs().instance("DEREGISTERING", 0, 0), new Observed.Gone()),
                argumentSet("left", new FakeEcs().instance("INACTIVE", 0, 0), new Observed.Gone()),
                argumentSet("forgotten", new FakeEcs().failure("MISSING", null), new Observed.Gone()),
                argumentSet(
                        "not told",
                        new FakeEcs().failure("ACCESS", null),
                        new Observed.NotFound("ECS does not describe container instance arn/i-1: ACCESS")));
    }

    @ParameterizedTest
    @MethodSource
    void showsWhatCanBeDrained(FakeEcs answering, Observed expected) {
        assertThat(new Draining(answering, TIMEOUT).observe(ONE, DRAIN)).isEqualTo(expected);
    }

    @Test
    void doesNotTakeAnotherInstanceForTheOneThatIsMeant() {
        ecs.instance("ACTIVE", 0, 0);

        assertThat(draining.observe(new Instance(Place.DEFAULT, "i-2"), DRAIN))
                .isEqualTo(new Observed.NotFound("container instance arn/i-1 must be EC2 instance i-2, was i-1"));
    }

    @Test
    void doesNotTakeAMissingClusterForAnInstanceThatIsGone() {
        assertThat(draining.observe(ONE, new DrainInstance("nowhere", "arn/i-1")))
                .isEqualTo(new Observed.NotFound("ECS knows no cluster nowhere"));
    }

    @Test
    void looksWithinItsTimeLimit() {
        ecs.instance("ACTIVE", 0, 0);

        draining.observe(ONE, DRAIN);

        assertThat(ecs.looks.getFirst().containerInstances()).containsExactly("arn/i-1");
        assertThat(ecs.looks.getFirst().overrideConfiguration().orElseThrow().apiCallTimeout())
                .contains(TIMEOUT);
    }
}
