package io.tidegate.streams.journal;

import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.Policy;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** One journal entry, as deciders see it. */
public sealed interface Input {

    /** The clock's partition has a new reading; it concerns every domain of the partition. */
    record Ticked(Instant at) implements Input {}

    /** A series has a new partial pane, for the targets whose policies select it. */
    record Measured(SeriesId series, PartialPane pane, List<String> targets) implements Input {
        public Measured {
            targets = List.copyOf(targets);
        }
    }

    /**
     * A policy as it now applies to a domain.
     *
     * @param targets driven from now on
     * @param released driven before, and no more
     * @param policy empty when it was deleted
     */
    record PolicyChanged(String name, List<String> targets, List<String> released, Optional<Policy> policy)
            implements Input {
        public PolicyChanged {
            targets = List.copyOf(targets);
            released = List.copyOf(released);
        }
    }

    /** AWS answered about a target. */
    record Observed(String target, Instant at, Observation observation) implements Input {}

    /** A command ended. */
    record Settled(String target, String commandId, Result result, Instant at) implements Input {}

    /**
     * What people have overridden in a domain, all of it.
     *
     * @param entries by target
     * @param by who changed it last; empty when the record does not say
     */
    record Overridden(String domain, SortedMap<String, ManualOverride> entries, String by, String reason)
            implements Input {
        public Overridden {
            entries = Collections.unmodifiableSortedMap(entries);
        }

        /** The first moment at which none of them holds any more. */
        public Instant end() {
            return entries.values().stream()
                    .map(ManualOverride::expiresAt)
                    .max(Instant::compareTo)
                    .orElse(Instant.MIN);
        }
    }

    /** Recorded, and of no consequence for the deciders there are. */
    record Other() implements Input {}

    /** What AWS answered. */
    sealed interface Observation {
        /** What has a desired capacity of its own. */
        sealed interface Capacity extends Observation {
            /** As ordered of AWS. */
            int desired();

            /** What the metrics of the target speak of. */
            int running();
        }

        /** An ECS service. */
        record Service(String status, int desired, int running, int pending, boolean deploymentInProgress)
                implements Capacity {
            /** Whether it can be scaled. */
            public boolean active() {
                return status.equals("ACTIVE");
            }
        }

        /**
         * An EC2 Auto Scaling group; counts are in its units of capacity.
         *
         * @param status empty unless it is being deleted
         * @param ecsManaged whether a capacity provider of ECS scales it
         */
        record Group(
                int min,
                int max,
                int desired,
                int inService,
                int pending,
                int terminating,
                Optional<String> status,
                boolean ecsManaged)
                implements Capacity {
            @Override
            public int running() {
                return inService;
            }
        }

        /** Bounds of a scalable target. */
        record ScalableTarget(int min, int max) implements Observation {}

        /**
         * The instances of the cluster that a target runs on, as its observation tells.
         *
         * @param active those that are ACTIVE and connected
         */
        record Instances(int active) implements Observation {}

        /** An ECS cluster, its instances and its group. */
        record Cluster(ObservedCluster cluster) implements Observation {}

        /** AWS knows no such target, or the kind of answer is of no concern here. */
        record Nothing() implements Observation {}
    }

    /** How a command ended, as far as decisions go. */
    enum Result {
        /** AWS has what was ordered. */
        APPLIED,
        /** It was not sent, and need not be: a newer one, or nothing to change. */
        SKIPPED,
        /** All but the change itself was done, as a dry run asks for. */
        LEFT_OUT,
        /** It did not take effect. */
        NOT_APPLIED
    }
}
