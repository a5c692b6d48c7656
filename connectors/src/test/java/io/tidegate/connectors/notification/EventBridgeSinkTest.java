package io.tidegate.connectors.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.connectors.iam.IamScope;
import io.tidegate.connectors.notification.Delivery.Later;
import io.tidegate.connectors.notification.Delivery.Refused;
import io.tidegate.connectors.notification.Delivery.Taken;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.simulatedaws.bus.PublishedEvent;
import io.tidegate.simulatedaws.fault.Fault;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sink against simulated EventBridge, through the real client. */
@Timeout(60)
class EventBridgeSinkTest {
    private static final String PUT_EVENTS = "eventbridge.PutEvents";

    private final LocalAws local = new LocalAws(IamPolicy.OUTCOME_EVENTS, IamScope.WIDEST.publishingTo("ops"), 1);
    private final EventBridgeSink sink =
            new EventBridgeSink("ops", local.clients().events()::putEvents);

    @AfterEach
    void close() {
        sink.close();
        local.close();
    }

    @Test
    void putsOutcomesOnTheBusInOneCall() {
        var outcomes = outcomes(10);

        var deliveries = sink.deliver(outcomes);

        assertThat(deliveries).hasSize(10).containsOnly(new Taken());
        assertThat(calls()).isEqualTo(1);
        assertThat(events())
                .extracting(PublishedEvent::bus, PublishedEvent::source, PublishedEvent::detailType)
                .containsOnly(tuple("ops", "tidegate", "Command Outcome"));
        assertThat(events())
                .extracting(PublishedEvent::detail)
                .containsExactlyElementsOf(
                        outcomes.stream().map(OutcomeJson::data).toList());
        assertThat(events())
                .extracting(PublishedEvent::time)
                .containsOnly(outcomes.getFirst().getAt());
    }

    @Test
    void tellsEachEntryOfAPartialFailureApart() {
        local.aws().tell(cloud -> {
            cloud.eventBuses().failNext("ThrottlingException", 1);
            cloud.eventBuses().failNext("InternalFailure", 1);
            cloud.eventBuses().failNext("NotAuthorizedForSourceException", 1);
        });

        assertThat(sink.deliver(outcomes(4)))
                .containsExactly(
                        new Later("ThrottlingException: Failed by the plan of faults."),
                        new Later("InternalFailure: Failed by the plan of faults."),
                        new Refused("NotAuthorizedForSourceException: Failed by the plan of faults."),
                        new Taken());
    }

    @Test
    void aCallThatIsThrottledOrBrokenComesAgain() {
        local.aws().tell(cloud -> cloud.faults().ask(PUT_EVENTS, Fault.THROTTLED, 3));
        assertThat(sink.deliver(outcomes(2)))
                .containsExactly(
                        new Later("ThrottlingException: Rate exceeded"),
                        new Later("ThrottlingException: Rate exceeded"));

        local.aws().tell(cloud -> cloud.faults().ask(PUT_EVENTS, Fault.FAILED, 3));
        assertThat(sink.deliver(outcomes(1)))
                .containsExactly(new Later("InternalException: Service Unavailable. Please try again later."));
        assertThat(events()).isEmpty();
    }

    @Test
    void oneEntryThatAwsRefusesCostsNoOtherItsDelivery() {
        local.aws().tell(cloud -> cloud.faults().refuse(PUT_EVENTS, "c-3", "AccessDeniedException"));

        var deliveries = sink.deliver(outcomes(8));

        assertThat(deliveries.get(3)).isEqualTo(new Refused("AccessDeniedException: Refused by the plan of faults."));
        assertThat(deliveries).filteredOn(Taken.class::isInstance).hasSize(7);
        assertThat(events()).hasSize(7);
    }

    @Test
    void credentialsThatRanOutAreRenewedSomeTime() {
        local.aws().tell(cloud -> cloud.faults().refuse(PUT_EVENTS, "", "ExpiredTokenException"));

        assertThat(sink.deliver(outcomes(1))).singleElement().isInstanceOf(Later.class);
    }

    @Test
    void splitsWhatIsTooMuchForOneCallAndRefusesWhatIsTooMuchByItself() {
        var heavy = message("c-1", 200_000);
        var tooHeavy = message("c-2", 300_000);

        var deliveries = sink.deliver(List.of(heavy, tooHeavy, heavy));

        assertThat(deliveries.get(0)).isEqualTo(new Taken());
        assertThat(deliveries.get(1))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.why()).startsWith("entry must be at most 262143 bytes, was 300"));
        assertThat(deliveries.get(2)).isEqualTo(new Taken());
        assertThat(calls()).isEqualTo(2);
    }

    private static CommandOutcome message(String id, int length) {
        return Outcomes.outcome(id, OutcomeStatus.REFUSED, "ACCESS_DENIED")
                .setMessage("x".repeat(length))
                .build();
    }

    private static List<CommandOutcome> outcomes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Outcomes.applied("c-" + i))
                .toList();
    }

    private List<PublishedEvent> events() {
        return local.aws().ask(cloud -> cloud.eventBuses().events());
    }

    private long calls() {
        return local.aws().ask(cloud -> cloud.callCounts().received().getOrDefault(PUT_EVENTS, 0L));
    }
}
