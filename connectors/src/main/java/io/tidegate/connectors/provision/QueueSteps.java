package io.tidegate.connectors.provision;

import java.util.List;

/** The calls for a queue. */
record QueueSteps(Queue queue, Members made) implements Steps {
    static QueueSteps of(Queue queue, Home home) {
        return new QueueSteps(queue, queue.members(home));
    }

    @Override
    public ResourceId id() {
        return queue.id();
    }

    @Override
    public List<QueueChange> create() {
        return List.of(new QueueChange.CreateQueue(queue, made.anew()));
    }

    @Override
    public QueueChange adopt() {
        return new QueueChange.TagQueue(queue);
    }

    @Override
    public List<QueueChange> update(Stands stands, List<Difference> differences) {
        return List.of(new QueueChange.SetQueueAttributes(queue, differences));
    }
}
