package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.simulatedaws.bus.PublishedEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class EventBridgeContractTest {
    private static final Instant TIME = Instant.parse("2026-11-22T00:00:00Z");

    private SimulatedAws aws;
    private EventBridgeClient events;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
        events = Clients.client(EventBridgeClient.builder(), aws.endpoint());
    }

    @AfterEach
    void stop() {
        events.close();
        aws.close();
    }

    @Test
    void keepsWhatWasPutInItsOrder() {
        var put = events.putEvents(request -> request.entries(
                entry("{\"n\":1}").eventBusName("ops").time(TIME).build(),
                entry("{\"n\":2}")
                        .eventBusName("arn:aws:events:us-east-1:000000000000:event-bus/ops")
                        .build(),
                entry("{\"n\":3}").build()));

        assertThat(put.failedEntryCount()).isZero();
        assertThat(put.entries())
                .extracting(PutEventsResultEntry::eventId)
                .containsExactlyElementsOf(
                        kept().stream().map(PublishedEvent::id).toList())
                .doesNotHaveDuplicates();
        assertThat(kept())
                .extracting(PublishedEvent::bus, PublishedEvent::detail)
                .containsExactly(tuple("ops", "{\"n\":1}"), tuple("ops", "{\"n\":2}"), tuple("default", "{\"n\":3}"));
        assertThat(kept().getFirst().time()).isEqualTo(TIME);
    }

    @Test
    void failsOneEntryAndTakesTheOthers() {
        aws.tell(cloud -> cloud.eventBuses().failNext("ThrottlingException", 1));

        var put = events.putEvents(request -> request.entries(
                entry("{\"n\":1}").build(),
                entry("no JSON").build(),
                entry("{}").source(null).build(),
                entry("{\"n\":4}").build()));

        assertThat(put.failedEntryCount()).isEqualTo(3);
        assertThat(put.entries())
                .extracting(PutEventsResultEntry::errorCode)
                .containsExactly("ThrottlingException", "MalformedDetail", "InvalidArgument", null);
        assertThat(kept()).extracting(PublishedEvent::detail).containsExactly("{\"n\":4}");
    }

    @Test
    void refusesMoreThanTenEntriesAndMoreThanTheyMayWeigh() {
        var eleven = Collections.nCopies(11, entry("{}").build());
        var heavy = entry("{\"text\":\"" + "x".repeat(256 * 1024) + "\"}").build();

        assertThatThrownBy(() -> events.putEvents(request -> request.entries(eleven)))
                .isInstanceOfSatisfying(EventBridgeException.class, refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(refused).hasMessageContaining("between 1 and 10, was 11");
                });
        assertThatThrownBy(() -> events.putEvents(request -> request.entries(heavy)))
                .isInstanceOf(EventBridgeException.class)
                .hasMessageContaining("Total size of the entries in the request is over the limit.");
        assertThat(kept()).isEmpty();
    }

    private List<PublishedEvent> kept() {
        return aws.ask(cloud -> cloud.eventBuses().events());
    }

    private static PutEventsRequestEntry.Builder entry(String detail) {
        return PutEventsRequestEntry.builder()
                .source("tidegate")
                .detailType("Command Outcome")
                .detail(detail);
    }
}
