package io.tidegate.connectors.provision.call;

import io.tidegate.connectors.provision.CanonicalJson;
import io.tidegate.connectors.provision.Difference;
import io.tidegate.connectors.provision.Marker;
import io.tidegate.connectors.provision.Members;
import io.tidegate.connectors.provision.Queue;
import io.tidegate.connectors.provision.QueueChange;
import io.tidegate.connectors.provision.Stands;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Queues of SQS. */
record QueueCalls(SqsClient sqs) {
    private static final Map<String, String> TAG = Map.of(Marker.KEY, Marker.VALUE);

    Optional<Stands> read(Queue queue) {
        try {
            String url = url(queue);
            var attributes = new TreeMap<>(
                    sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                            .attributesAsStrings());
            attributes.computeIfPresent("Policy", (_, policy) -> CanonicalJson.reordered(policy));
            boolean ours = Marker.VALUE.equals(
                    sqs.listQueueTags(request -> request.queueUrl(url)).tags().get(Marker.KEY));
            return Optional.of(new Stands(queue.id(), ours, new Members(attributes)));
        } catch (QueueDoesNotExistException none) {
            return Optional.empty();
        }
    }

    void apply(QueueChange change) {
        var queue = change.queue();
        switch (change) {
            case QueueChange.CreateQueue create ->
                sqs.createQueue(request -> request.queueName(queue.name())
                        .attributesWithStrings(attributes(create.sets()))
                        .tags(TAG));
            case QueueChange.TagQueue _ ->
                sqs.tagQueue(request -> request.queueUrl(url(queue)).tags(TAG));
            case QueueChange.SetQueueAttributes set ->
                sqs.setQueueAttributes(
                        request -> request.queueUrl(url(queue)).attributesWithStrings(attributes(set.sets())));
            case QueueChange.DeleteQueue _ -> sqs.deleteQueue(request -> request.queueUrl(url(queue)));
        }
    }

    private String url(Queue queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue.name())).queueUrl();
    }

    private static Map<String, String> attributes(List<Difference> sets) {
        return sets.stream().collect(Collectors.toMap(Difference::member, Difference::wanted));
    }
}
