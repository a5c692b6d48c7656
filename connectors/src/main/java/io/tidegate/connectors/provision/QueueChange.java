package io.tidegate.connectors.provision;

import java.util.List;

/** Changes of a queue. */
public sealed interface QueueChange extends Change {
    Queue queue();

    @Override
    default ResourceId subject() {
        return queue().id();
    }

    @Override
    default String call() {
        return "sqs:" + getClass().getSimpleName();
    }

    /** Makes it with its tag. */
    record CreateQueue(Queue queue, List<Difference> sets) implements QueueChange {
        @Override
        public boolean creates() {
            return true;
        }
    }

    /** Takes it over. */
    record TagQueue(Queue queue) implements QueueChange {}

    /** Sets what differs. */
    record SetQueueAttributes(Queue queue, List<Difference> sets) implements QueueChange {}

    /** Removes it with its messages. */
    record DeleteQueue(Queue queue) implements QueueChange {}
}
