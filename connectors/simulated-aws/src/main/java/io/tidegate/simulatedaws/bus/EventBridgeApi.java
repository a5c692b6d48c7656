package io.tidegate.simulatedaws.bus;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * PutEvents: each entry is taken or fails by itself, and rules of the default bus are followed. A bus that was never made takes
 * events too.
 */
public final class EventBridgeApi {
    private static final int MOST_ENTRIES = 10; // PutEvents: "Array Members: Minimum number of 1 item. Maximum 10"
    // "The total entry size must be less than 256KB" (EventBridge, "Calculating PutEvents event entry size").
    private static final int MOST_BYTES = 256 * 1024;
    private static final int TIME_BYTES = 14; // the same page

    private final EventBuses buses;
    private final AwsEvents events;
    private final Timeline timeline;

    public EventBridgeApi(EventBuses buses, AwsEvents events, Timeline timeline) {
        this.buses = buses;
        this.events = events;
        this.timeline = timeline;
    }

    /** Adds the operation to {@code table}. */
    public void register(OperationTable table) {
        table.on(AwsApi.EVENT_BRIDGE, PutEventsRequest.class, (request, id) -> put(request));
    }

    private PutEventsResponse put(PutEventsRequest request) {
        int count = request.entries().size();
        if (count < 1 || count > MOST_ENTRIES) {
            throw invalid(
                    "Value at 'entries' failed to satisfy constraint: Member must have length between 1 and %d, was %d"
                            .formatted(MOST_ENTRIES, count));
        }
        int bytes = request.entries().stream().mapToInt(EventBridgeApi::size).sum();
        if (bytes >= MOST_BYTES) {
            throw invalid("Total size of the entries in the request is over the limit.");
        }
        var results = request.entries().stream().map(this::put).toList();
        return PutEventsResponse.builder()
                .failedEntryCount(Math.toIntExact(results.stream()
                        .filter(result -> result.errorCode() != null)
                        .count()))
                .entries(results)
                .build();
    }

    private PutEventsResultEntry put(PutEventsRequestEntry entry) {
        var asked = buses.nextFailure();
        if (asked.isPresent()) {
            return failed(asked.get(), "Failed by the plan of faults.");
        }
        return fault(entry).orElseGet(() -> taken(entry));
    }

    private static Optional<PutEventsResultEntry> fault(PutEventsRequestEntry entry) {
        if (isEmpty(entry.source())) {
            return Optional.of(missing("Source"));
        } else if (isEmpty(entry.detailType())) {
            return Optional.of(missing("DetailType"));
        } else if (isEmpty(entry.detail())) {
            return Optional.of(missing("Detail"));
        }
        return isObject(entry.detail())
                ? Optional.empty()
                : Optional.of(failed("MalformedDetail", "Detail is malformed."));
    }

    private PutEventsResultEntry taken(PutEventsRequestEntry entry) {
        var event = new PublishedEvent(
                buses.nextId(),
                entry.eventBusName() == null ? "default" : Arns.shortName(entry.eventBusName()),
                entry.source(),
                entry.detailType(),
                entry.detail(),
                entry.time() == null ? timeline.now() : entry.time());
        buses.take(event);
        if (event.bus().equals("default")) {
            events.emit(
                    event.id(),
                    new AwsEvents.Event(
                            event.source(), event.detailType(), entry.resources(), event.detail(), event.time()));
        }
        return PutEventsResultEntry.builder().eventId(event.id()).build();
    }

    private static int size(PutEventsRequestEntry entry) {
        return (entry.time() == null ? 0 : TIME_BYTES)
                + bytes(entry.source())
                + bytes(entry.detailType())
                + bytes(entry.detail())
                + entry.resources().stream().mapToInt(EventBridgeApi::bytes).sum();
    }

    private static int bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static boolean isObject(String detail) {
        try {
            return JsonNode.parser().parse(detail).isObject();
        } catch (RuntimeException malformed) {
            return false;
        }
    }

    private static PutEventsResultEntry missing(String parameter) {
        return failed(
                "InvalidArgument",
                "Parameter %1$s is not valid. Reason: %1$s is a required argument.".formatted(parameter));
    }

    private static PutEventsResultEntry failed(String code, String message) {
        return PutEventsResultEntry.builder()
                .errorCode(code)
                .errorMessage(message)
                .build();
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("ValidationException", message);
    }
}
