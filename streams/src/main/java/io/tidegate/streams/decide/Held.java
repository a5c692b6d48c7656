package io.tidegate.streams.decide;

import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.cluster.ClusterState;
import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.ecsautoscale.live.FileState;
import io.tidegate.streams.image.ImageState;
import io.tidegate.streams.termination.DrainState;
import io.tidegate.streams.termination.InstanceState;
import java.time.Instant;

/** The state of a target, by what decides it. */
public sealed interface Held {

    Driven<?> state();

    /** When within one step it is decided. */
    Turn turn();

    /** The order of deciders within one step: what those of one turn order, those of the next count as done. */
    enum Turn {
        /** What has a capacity of its own. */
        TARGETS,
        /** Instances under a cluster, with what its services have just been ordered to have. */
        CLUSTERS,
        /** Single instances that hooks hold. */
        INSTANCES,
        /** What new instances come up with. */
        IMAGES
    }

    /** A service, a group or a scalable target. */
    record Capacity(CapacityState state) implements Held {
        @Override
        public Turn turn() {
            return Turn.TARGETS;
        }
    }

    /** The instances of a cluster. */
    record Cluster(ClusterState state) implements Held {
        @Override
        public Turn turn() {
            return Turn.CLUSTERS;
        }
    }

    /** A cluster with its services, by a file of ecs-autoscale. */
    record File(FileState state) implements Held {
        @Override
        public Turn turn() {
            return Turn.CLUSTERS;
        }
    }

    /** A drain policy and what it knows of its groups. */
    record Drain(DrainState state) implements Held {
        @Override
        public Turn turn() {
            return Turn.INSTANCES;
        }
    }

    /** An instance that hooks hold, or held a while ago. */
    record Instance(InstanceState state) implements Held {
        @Override
        public Turn turn() {
            return Turn.INSTANCES;
        }
    }

    /** The image of a launch template. */
    record Image(ImageState state) implements Held {
        @Override
        public Turn turn() {
            return Turn.IMAGES;
        }
    }

    default String domain() {
        return state().domain();
    }

    default String target() {
        return state().target();
    }

    default Instant dueAt() {
        return state().dueAt();
    }

    /** A state that a decision was made from. */
    static Held of(Driven<?> state) {
        return switch (state) {
            case CapacityState capacity -> new Capacity(capacity);
            case ClusterState cluster -> new Cluster(cluster);
            case FileState file -> new File(file);
            case DrainState drain -> new Drain(drain);
            case InstanceState instance -> new Instance(instance);
            case ImageState image -> new Image(image);
            default ->
                throw new IllegalArgumentException("state must be one that a decider here keeps, was "
                        + state.getClass().getName());
        };
    }
}
