package io.tidegate.streams.decide;

import io.tidegate.schemas.ObservedInstances;
import io.tidegate.schemas.ScaleEvent;
import io.tidegate.schemas.ScaleHistory;
import io.tidegate.schemas.TargetState;
import io.tidegate.schemas.WantedCapacity;
import io.tidegate.schemas.WantedMemory;
import io.tidegate.streams.capacity.History;
import io.tidegate.streams.capacity.Memory;
import io.tidegate.streams.capacity.Memory.Ballot;
import io.tidegate.streams.capacity.Recommendations;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.Input.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the decider state that behaviour asks for, to and from its record. */
final class BehaviourState {
    private BehaviourState() {}

    static ScaleHistory toAvro(History history) {
        return new ScaleHistory(
                history.lastOutAt(),
                history.lastOut(),
                history.lastInAt(),
                history.lastIn(),
                history.events().stream()
                        .map(event -> new ScaleEvent(event.at(), event.added(), event.removed()))
                        .toList());
    }

    static History history(ScaleHistory avro) {
        return new History(
                avro.getLastOutAt(),
                avro.getLastOutAmount(),
                avro.getLastInAt(),
                avro.getLastInAmount(),
                avro.getEvents().stream()
                        .map(event -> new History.Event(event.getAt(), event.getAdded(), event.getRemoved()))
                        .toList());
    }

    static @Nullable ObservedInstances toAvro(@Nullable Seen<Observation.Instances> seen) {
        return seen == null
                ? null
                : new ObservedInstances(seen.at(), seen.what().active());
    }

    static @Nullable Seen<Observation.Instances> instances(TargetState state) {
        var seen = state.getInstances();
        return seen == null ? null : new Seen<>(seen.getAt(), new Observation.Instances(seen.getActive()));
    }

    static @Nullable WantedMemory toAvro(Memory memory) {
        return memory.equals(Memory.NONE)
                ? null
                : new WantedMemory(
                        toAvro(memory.lows()),
                        toAvro(memory.highs()),
                        memory.out().period(),
                        memory.out().bits(),
                        memory.in().period(),
                        memory.in().bits());
    }

    static Memory memory(TargetState state) {
        var avro = state.getMemory();
        return avro == null
                ? Memory.NONE
                : new Memory(
                        recommendations(avro.getLows()),
                        recommendations(avro.getHighs()),
                        new Ballot(avro.getOutPeriod(), avro.getOutBits()),
                        new Ballot(avro.getInPeriod(), avro.getInBits()));
    }

    private static List<WantedCapacity> toAvro(Recommendations recommendations) {
        return recommendations.wanted().stream()
                .map(wanted -> new WantedCapacity(wanted.at(), wanted.desired()))
                .toList();
    }

    private static Recommendations recommendations(List<WantedCapacity> avro) {
        return new Recommendations(avro.stream()
                .map(wanted -> new Recommendations.Wanted(wanted.getAt(), wanted.getDesired()))
                .toList());
    }
}
