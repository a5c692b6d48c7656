package io.tidegate.streams.decide;

import io.tidegate.schemas.ClusterTargetState;
import io.tidegate.schemas.TargetState;
import org.apache.avro.specific.SpecificRecord;

/** States of every kind, to and from their records. */
public final class HeldSerdes {
    private HeldSerdes() {}

    /** The record that holds a state. */
    public static SpecificRecord toAvro(Held state) {
        return switch (state) {
            case Held.Capacity(var capacity) -> StateSerdes.toAvro(capacity);
            case Held.Cluster(var cluster) -> ClusterStateSerdes.toAvro(cluster);
            case Held.File(var file) -> ClusterStateSerdes.toAvro(file);
            case Held.Drain(var drain) -> TerminationSerdes.toAvro(drain);
            case Held.Instance(var instance) -> TerminationSerdes.toAvro(instance);
            case Held.Image(var image) -> ImageStateSerdes.toAvro(image);
        };
    }

    /**
     * The state that a record holds.
     *
     * @throws IllegalArgumentException when it holds none
     */
    public static Held fromAvro(Object avro) {
        return switch (avro) {
            case TargetState state -> new Held.Capacity(StateSerdes.fromAvro(state));
            case ClusterTargetState state -> ClusterStateSerdes.fromAvro(state);
            default ->
                throw new IllegalArgumentException("state must be of a target or a cluster, was "
                        + avro.getClass().getSimpleName());
        };
    }
}
