package io.tidegate.simulatedaws.queue;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.operation.Page;
import io.tidegate.simulatedaws.protocol.AwsApi;
import io.tidegate.simulatedaws.protocol.Call;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;

/** The operations of SQS about queues as such; those about messages are {@link MessageApi}'s. */
public final class QueueApi {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final int MOST_LISTED = 1_000; // ListQueues: "Value range is 1 to 1000"

    private final MessageQueues queues;
    private final Arns arns;

    public QueueApi(MessageQueues queues, Arns arns) {
        this.queues = queues;
        this.arns = arns;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.SQS;
        table.onCall(api, CreateQueueRequest.class, this::create)
                .onCall(api, GetQueueUrlRequest.class, this::url)
                .onCall(api, ListQueuesRequest.class, this::list)
                .on(api, GetQueueAttributesRequest.class, (request, id) -> attributes(request))
                .on(api, SetQueueAttributesRequest.class, (request, id) -> set(request))
                .on(api, ListQueueTagsRequest.class, (request, id) -> tags(request))
                .on(api, TagQueueRequest.class, (request, id) -> tag(request))
                .on(api, DeleteQueueRequest.class, (request, id) -> delete(request));
    }

    private CreateQueueResponse create(CreateQueueRequest request, Call call) {
        var name = String.valueOf(request.queueName());
        var wanted = request.attributesAsStrings();
        if (name.endsWith(".fifo")) {
            throw SqsErrors.unsupported("FIFO queues are not simulated, but QueueName was " + name);
        }
        if (!NAME.matcher(name).matches()) {
            throw SqsErrors.parameter(
                    "QueueName",
                    name,
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        if (queues.wasDeletedRecently(name)) {
            throw SqsErrors.deletedRecently();
        }
        var existing = queues.find(name);
        if (existing.isPresent()) {
            checkEqual(existing.get(), wanted);
        } else {
            queues.create(name, QueueAttributes.USUAL.with(wanted), request.tags());
        }
        return CreateQueueResponse.builder()
                .queueUrl(QueueUrls.url(call, arns.place(), name))
                .build();
    }

    // Attributes that are not named may be what they are.
    private static void checkEqual(Queue queue, Map<String, String> wanted) {
        var now = queue.attributes();
        now.with(wanted).values().forEach((name, value) -> {
            if (!value.equals(now.values().get(name))) {
                throw SqsErrors.nameExists(name);
            }
        });
    }

    private GetQueueUrlResponse url(GetQueueUrlRequest request, Call call) {
        var owner = request.queueOwnerAWSAccountId();
        var queue = queues.find(String.valueOf(request.queueName()))
                .filter(found -> owner == null || owner.equals(arns.place().account()))
                .orElseThrow(SqsErrors::noSuchQueue);
        return GetQueueUrlResponse.builder()
                .queueUrl(QueueUrls.url(call, arns.place(), queue.name()))
                .build();
    }

    private ListQueuesResponse list(ListQueuesRequest request, Call call) {
        int size = request.maxResults() == null ? MOST_LISTED : request.maxResults();
        if (size < 1 || size > MOST_LISTED) {
            throw SqsErrors.parameter("MaxResults", size, "Must be between 1 and " + MOST_LISTED + ".");
        }
        var prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
        var names = queues.all().stream()
                .map(Queue::name)
                .filter(name -> name.startsWith(prefix))
                .toList();
        var page = Page.after(request.nextToken(), names, name -> name, size)
                .orElseThrow(() -> SqsErrors.parameter("NextToken", request.nextToken(), "Invalid token."));
        return ListQueuesResponse.builder()
                .queueUrls(page.items().stream()
                        .map(name -> QueueUrls.url(call, arns.place(), name))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private GetQueueAttributesResponse attributes(GetQueueAttributesRequest request) {
        var all = all(queue(request.queueUrl()));
        var names = request.attributeNamesAsStrings();
        names.stream().filter(name -> !isKnown(name)).findFirst().ifPresent(name -> {
            throw SqsErrors.attributeName(name);
        });
        all.keySet().removeIf(name -> !names.contains("All") && !names.contains(name));
        return GetQueueAttributesResponse.builder().attributesWithStrings(all).build();
    }

    // What has no value is not answered, but may be asked for.
    private static boolean isKnown(String name) {
        return software.amazon.awssdk.services.sqs.model.QueueAttributeName.knownValues().stream()
                .anyMatch(known -> known.toString().equals(name));
    }

    private SortedMap<String, String> all(Queue queue) {
        var all = new TreeMap<>(queue.attributes().values());
        all.put("QueueArn", arns.queue(queue.name()));
        all.put("CreatedTimestamp", String.valueOf(queue.createdAt().getEpochSecond()));
        all.put("LastModifiedTimestamp", String.valueOf(queue.modifiedAt().getEpochSecond()));
        all.put("ApproximateNumberOfMessages", String.valueOf(queue.count(Message::isVisible)));
        all.put("ApproximateNumberOfMessagesNotVisible", String.valueOf(queue.count(Message::isInFlight)));
        all.put("ApproximateNumberOfMessagesDelayed", String.valueOf(queue.count(Message::isDelayed)));
        return all;
    }

    private SetQueueAttributesResponse set(SetQueueAttributesRequest request) {
        var queue = queue(request.queueUrl());
        queue.set(queue.attributes().with(request.attributesAsStrings()));
        return SetQueueAttributesResponse.builder().build();
    }

    private ListQueueTagsResponse tags(ListQueueTagsRequest request) {
        var tags = queue(request.queueUrl()).tags();
        var response = ListQueueTagsResponse.builder();
        return tags.isEmpty() ? response.build() : response.tags(tags).build();
    }

    private TagQueueResponse tag(TagQueueRequest request) {
        queue(request.queueUrl()).tag(request.tags());
        return TagQueueResponse.builder().build();
    }

    private DeleteQueueResponse delete(DeleteQueueRequest request) {
        queues.delete(queue(request.queueUrl()).name());
        return DeleteQueueResponse.builder().build();
    }

    private Queue queue(@Nullable String url) {
        return QueueUrls.name(url, arns.place()).flatMap(queues::find).orElseThrow(SqsErrors::noSuchQueue);
    }
}
