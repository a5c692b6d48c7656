package io.tidegate.simulatedaws.queue;

import io.tidegate.simulatedaws.protocol.ApiError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/**
 * What became of a batch: each entry succeeds or fails by itself.
 *
 * @param successful in the order of the entries
 * @param failed in the order of the entries
 */
record Batch<S>(List<S> successful, List<BatchResultErrorEntry> failed) {
    private static final int MOST_ENTRIES = 10; // SQS: at most 10 messages a batch
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    /**
     * Does something with each entry.
     *
     * @param doing throws an {@link ApiError} when the entry fails
     */
    static <E, S> Batch<S> of(List<E> entries, Function<E, @Nullable String> idOf, Function<E, S> doing) {
        check(entries.stream().map(entry -> String.valueOf(idOf.apply(entry))).toList());
        var successful = new ArrayList<S>();
        var failed = new ArrayList<BatchResultErrorEntry>();
        for (var entry : entries) {
            try {
                successful.add(doing.apply(entry));
            } catch (ApiError refused) {
                failed.add(BatchResultErrorEntry.builder()
                        .id(idOf.apply(entry))
                        .senderFault(true)
                        .code(refused.code())
                        .message(String.valueOf(refused.getMessage()))
                        .build());
            }
        }
        return new Batch<>(successful, failed);
    }

    private static void check(List<String> ids) {
        if (ids.isEmpty()) {
            throw SqsErrors.batch("EmptyBatchRequest", "There should be at least one entry in the request.");
        }
        if (ids.size() > MOST_ENTRIES) {
            throw SqsErrors.batch(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are 10. You have sent " + ids.size() + ".");
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            throw SqsErrors.batch(
                    "BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
        }
        ids.stream().filter(id -> !ID.matcher(id).matches()).findFirst().ifPresent(id -> {
            throw SqsErrors.batch(
                    "InvalidBatchEntryId",
                    "A batch entry id can only contain alphanumeric characters, hyphens and underscores, at most 80;"
                            + " was " + id + ".");
        });
    }
}
