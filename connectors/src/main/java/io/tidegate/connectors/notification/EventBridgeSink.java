package io.tidegate.connectors.notification;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.notification.Delivery.Later;
import io.tidegate.connectors.notification.Delivery.Refused;
import io.tidegate.connectors.notification.Delivery.Taken;
import io.tidegate.schemas.CommandOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Puts outcomes on an EventBridge bus. A call takes ten entries; each is taken or fails by itself. A call that is refused as a
 * whole is halved, so that one entry that AWS does not like costs no other its delivery.
 */
final class EventBridgeSink implements Sink {
    static final String SOURCE = "tidegate";
    static final String DETAIL_TYPE = "Command Outcome";

    private static final int MOST_ENTRIES = 10; // PutEvents: at most 10 entries a call
    // PutEvents: entries together must be less than 256 KB, where a newer limit of AWS does not hold.
    private static final int MOST_BYTES = 256 * 1024 - 1;
    private static final int TIME_BYTES = 14; // EventBridge, "Calculating PutEvents event entry size"

    // The only codes of an entry that pass by themselves (API reference, PutEventsResultEntry), and how the simulated
    // ones
    // and other endpoints spell them.
    private static final Set<String> PASSING_ENTRY =
            Set.of("InternalFailure", "InternalException", "ThrottlingException");
    // Of a whole call: credentials that are renewed, or a clock that is set.
    private static final Set<String> PASSING_CALL = Set.of(
            "ExpiredToken", "ExpiredTokenException", "RequestExpired", "RequestTimeout", "RequestTimeoutException");

    private final String bus;
    private final Function<PutEventsRequest, PutEventsResponse> api;

    /** @param bus name or ARN */
    EventBridgeSink(String bus, Function<PutEventsRequest, PutEventsResponse> api) {
        this.bus = bus;
        this.api = api;
    }

    @Override
    public int batchSize() {
        return MOST_ENTRIES;
    }

    @Override
    public List<Delivery> deliver(List<CommandOutcome> outcomes) {
        return put(outcomes.stream().map(this::entry).toList());
    }

    private PutEventsRequestEntry entry(CommandOutcome outcome) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(SOURCE)
                .detailType(DETAIL_TYPE)
                .time(outcome.getAt())
                .detail(OutcomeJson.data(outcome))
                .build();
    }

    private List<Delivery> put(List<PutEventsRequestEntry> entries) {
        if (size(entries) > MOST_BYTES) {
            return entries.size() > 1
                    ? halved(entries)
                    : List.of(
                            new Refused("entry must be at most %d bytes, was %d".formatted(MOST_BYTES, size(entries))));
        }
        try {
            var request = PutEventsRequest.builder().entries(entries).build();
            var results = api.apply(request).entries();
            return results.size() == entries.size()
                    ? results.stream().map(EventBridgeSink::delivery).toList()
                    : later(entries, "answered %d results for %d entries".formatted(results.size(), entries.size()));
        } catch (SdkException e) {
            return failed(entries, e);
        }
    }

    private List<Delivery> failed(List<PutEventsRequestEntry> entries, SdkException cause) {
        var failure = AwsFailure.of(cause);
        boolean refused = cause instanceof AwsServiceException answer
                && answer.statusCode() < 500
                && !answer.isThrottlingException()
                && !PASSING_CALL.contains(failure.code());
        if (!refused) {
            return later(entries, failure.text());
        }
        return entries.size() > 1 ? halved(entries) : List.of(new Refused(failure.text()));
    }

    private List<Delivery> halved(List<PutEventsRequestEntry> entries) {
        int half = entries.size() / 2;
        var deliveries = new ArrayList<>(put(entries.subList(0, half)));
        deliveries.addAll(put(entries.subList(half, entries.size())));
        return deliveries;
    }

    private static List<Delivery> later(List<PutEventsRequestEntry> entries, String why) {
        return Collections.nCopies(entries.size(), new Later(why));
    }

    private static Delivery delivery(PutEventsResultEntry result) {
        var code = result.errorCode();
        if (code == null) {
            return new Taken();
        }
        var why = code + (result.errorMessage() == null ? "" : ": " + result.errorMessage());
        return PASSING_ENTRY.contains(code) ? new Later(why) : new Refused(why);
    }

    private static int size(List<PutEventsRequestEntry> entries) {
        return entries.stream()
                .mapToInt(
                        entry -> TIME_BYTES + bytes(entry.source()) + bytes(entry.detailType()) + bytes(entry.detail()))
                .sum();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Nothing to close: the client is the caller's. */
    @Override
    public void close() {}
}
