package io.tidegate.connectors.lifecycle;

import io.tidegate.connectors.bridge.Backoff;
import io.tidegate.connectors.bridge.Emitter.Keyed;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.lifecycle.LifecycleBridge.Access;
import io.tidegate.connectors.lifecycle.message.LifecycleMapper;
import io.tidegate.connectors.lifecycle.message.Mapped;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * One consumer of a queue: receives, maps, emits, and deletes what Kafka has acknowledged and what says nothing to anybody.
 * Everything else comes again by itself, with the same ids. Not thread-safe; several consumers may share a queue.
 */
final class QueueLoop implements Loop.Pass {
    private final Queue queue;
    private final LifecycleMapper mapper;
    private final Memberships memberships;
    private final Access access;
    private final int maxReceives;
    private final Backoff backoff;

    QueueLoop(Queue queue, LifecycleMapper mapper, Memberships memberships, Access access, int maxReceives) {
        this.queue = queue;
        this.mapper = mapper;
        this.memberships = memberships;
        this.access = access;
        this.maxReceives = maxReceives;
        this.backoff = access.backoff().get();
    }

    /** A message and the event in it. */
    private record Told(Message message, LifecycleEvent event) {
        Told of(Target.Group group) {
            return new Told(
                    message,
                    LifecycleEvent.newBuilder(event).setTarget(group.text()).build());
        }

        /** The group or instance that it is about; empty for what belongs to no target. */
        Optional<Target> target() {
            return event.getInstanceId() == null ? Optional.empty() : Optional.of(Target.parse(event.getTarget()));
        }
    }

    /** A message and why it cannot be read. */
    private record Unread(Message message, Mapped.Poison poison) {}

    @Override
    public void run() throws InterruptedException {
        var received = queue.receive();
        if (received.isPresent() && (received.get().isEmpty() || handle(received.get()))) {
            backoff.reset();
        } else {
            access.sleeper().sleep(backoff.next());
        }
    }

    /** Whether Kafka has taken everything that it was meant to take. */
    private boolean handle(List<Message> messages) throws InterruptedException {
        var told = new ArrayList<Told>();
        var unread = new ArrayList<Unread>();
        var settled = new ArrayList<Message>();
        for (var message : messages) {
            switch (mapper.map(message.body(), sentAt(message))) {
                case Mapped.Event(var event) -> told.add(new Told(message, event));
                case Mapped.Poison poison -> unread.add(new Unread(message, poison));
                case Mapped.Ignored(var kind) -> {
                    access.counters().countIgnored(kind);
                    settled.add(message);
                }
            }
        }
        // Another version of this program may be able to read it.
        unread.removeIf(one -> receives(one.message()) < maxReceives);
        int meant = settled.size() + told.size() + unread.size();
        try (var _ = Hold.on(queue, messages, access.sleeper())) {
            settled.addAll(emit(told));
            settled.addAll(setAside(unread));
            queue.delete(settled);
        }
        return settled.size() == meant;
    }

    // SQS tells the same whenever it is received.
    private Instant sentAt(Message message) {
        return Optional.ofNullable(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
                .orElseGet(access.clock()::instant);
    }

    private static int receives(Message message) {
        var count = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        return count == null ? 1 : Integer.parseInt(count);
    }

    /** Those whose events Kafka has acknowledged. */
    private List<Message> emit(List<Told> told) throws InterruptedException {
        var ready = told.isEmpty() ? told : grouped(told);
        int acknowledged = access.emitter()
                .emit(ready.stream()
                        .map(Told::event)
                        .map(event -> new Keyed<>(event.getTarget(), event))
                        .toList());
        return ready.stream().limit(acknowledged).map(Told::message).toList();
    }

    /** The events with their groups as targets; without those whose groups could not be asked for. */
    private List<Told> grouped(List<Told> told) {
        var alone = new TreeSet<String>();
        for (var one : told) {
            switch (one.target().orElse(null)) {
                case null -> {}
                case Target.Group group -> memberships.remember(one.event().getInstanceId(), group.name());
                case Target.Instance instance -> alone.add(instance.id());
                default -> throw new AssertionError("an event of neither a group nor an instance");
            }
        }
        var groups = memberships.groups(alone);
        return told.stream().flatMap(one -> grouped(one, groups)).toList();
    }

    private static Stream<Told> grouped(Told one, Optional<Map<String, String>> groups) {
        if (!(one.target().orElse(null) instanceof Target.Instance instance)) {
            return Stream.of(one);
        }
        return groups.stream().map(known -> {
            var group = known.get(instance.id());
            return group == null ? one : one.of(new Target.Group(instance.place(), group));
        });
    }

    private List<Message> setAside(List<Unread> unread) throws InterruptedException {
        var kept = new ArrayList<Message>();
        for (var one : unread) {
            if (access.letters().put(queue.url(), one.message(), one.poison())) {
                kept.add(one.message());
            }
        }
        return kept;
    }
}
