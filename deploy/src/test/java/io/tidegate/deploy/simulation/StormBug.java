package io.tidegate.deploy.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Bugs that {@link StormSimulation} must catch, each by a promise that it breaks. Production can select none of them. */
@SuppressWarnings("ImmutableEnumChecker") // Its collections are copies.
enum StormBug {
    DELETES_WHAT_KAFKA_DOES_NOT_HAVE(
            "a message that is deleted before Kafka has acknowledged it",
            EnumSet.of(Promise.KEPT_BEFORE_DELETED),
            Mutation.answers("connectors.bridge.Emitter", "isAcknowledged", true)),

    DOES_NOT_WAIT_FOR_TASKS(
            "a hook that is told to go on while tasks run",
            EnumSet.of(Promise.NO_TASK_CUT_OFF),
            Mutation.answers("streams.termination.Sight", "hasNoTasks", true)),

    DOES_NOT_DEREGISTER(
            "an instance that load balancers are not told of",
            EnumSet.of(Promise.NO_REQUEST_DROPPED),
            Mutation.answersEmptyList("streams.termination.Sight", "registrations")),

    FORGETS_HEARTBEATS(
            "a hook that is not kept waiting",
            EnumSet.of(Promise.NONE_EXPIRED),
            Mutation.answersEmptyList("streams.termination.Evaluation", "heartbeats")),

    NEVER_LOOKS(
            "instances that wait and are not looked for",
            EnumSet.of(Promise.NONE_EXPIRED, Promise.ALL_DONE),
            Mutation.doesNothing("connectors.lifecycle.Reconciliation", "run")),

    FORGETS_WHAT_HOLDS(
            "a hook that counts as answered before it is",
            EnumSet.of(Promise.NONE_EXPIRED, Promise.ALL_DONE),
            Mutation.answersEmptyList("streams.termination.InstanceState", "open"));

    private final String text;
    private final Set<Promise> breaks;
    private final List<Mutation> mutations;

    StormBug(String text, Set<Promise> breaks, Mutation... mutations) {
        this.text = text;
        this.breaks = Set.copyOf(breaks);
        this.mutations = List.of(mutations);
    }

    String text() {
        return text;
    }

    /** The promises that it breaks, one of which must tell. */
    Set<Promise> breaks() {
        return breaks;
    }

    List<Mutation> mutations() {
        return mutations;
    }
}
