package io.tidegate.streams.decide;

import io.tidegate.schemas.Decision;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.decision.Events;
import io.tidegate.streams.decision.Output.Trigger;
import java.util.List;
import java.util.Objects;

/** A decision made again from its own record and nothing else. Pure. */
public sealed interface Recomputation {
    /** It comes out the same, field by field. */
    record Same() implements Recomputation {}

    /**
     * It comes out differently.
     *
     * @param fields texts {@code field: on record, now}
     */
    record Different(List<String> fields) implements Recomputation {
        public Different {
            fields = List.copyOf(fields);
        }
    }

    /** It cannot be told. */
    record Impossible(String why) implements Recomputation {}

    /**
     * Makes a decision again.
     *
     * @param tzdataVersion of this process; schedules depend on it
     */
    static Recomputation of(Decision recorded, String tzdataVersion) {
        if (recorded.getDeciderVersion() != CapacityDecider.VERSION) {
            return new Impossible("it was made by decider version %d, this is version %d"
                    .formatted(recorded.getDeciderVersion(), CapacityDecider.VERSION));
        }
        var basis = recorded.getBasis();
        if (basis == null) {
            return new Impossible(withoutBasis(recorded));
        }
        var state = HeldSerdes.fromAvro(basis);
        if (dependsOnTimeZones(state) && !recorded.getTzdataVersion().equals(tzdataVersion)) {
            return new Impossible("it was made with the time zones of %s, here are those of %s"
                    .formatted(recorded.getTzdataVersion(), tzdataVersion));
        }
        return compared(recorded, again(recorded, state));
    }

    private static String withoutBasis(Decision recorded) {
        if (Events.REASONS.contains(recorded.getReason())) {
            return "it notes an event, and nothing was computed for it";
        }
        boolean cluster = Target.parse(recorded.getTarget()) instanceof Target.Cluster;
        return "its record does not hold what it was made from: more than %d bytes of %s"
                .formatted(
                        cluster ? OutputSerdes.MAX_CLUSTER_BYTES : OutputSerdes.MAX_PANE_BYTES,
                        cluster ? "a cluster" : "panes");
    }

    private static boolean dependsOnTimeZones(Held state) {
        return switch (state) {
            case Held.Capacity(var capacity) -> !capacity.policy().schedule().isEmpty();
            // Of an image, what its schedule asks for stands in the state already.
            case Held.Cluster _, Held.File _, Held.Drain _, Held.Instance _, Held.Image _ -> false;
        };
    }

    private static Decision again(Decision recorded, Held state) {
        var trigger = Trigger.valueOf(recorded.getTrigger().name());
        var decided = new Deciders().again(state, recorded.getAt(), trigger);
        return OutputSerdes.toAvro(decided, recorded.getTzdataVersion());
    }

    private static Recomputation compared(Decision recorded, Decision again) {
        var different = Decision.getClassSchema().getFields().stream()
                .filter(field -> !Objects.equals(recorded.get(field.pos()), again.get(field.pos())))
                .map(field ->
                        "%s: %s, now %s".formatted(field.name(), recorded.get(field.pos()), again.get(field.pos())))
                .toList();
        return different.isEmpty() ? new Same() : new Different(different);
    }
}
