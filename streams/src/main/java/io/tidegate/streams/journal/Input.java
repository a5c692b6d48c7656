package io.tidegate.streams.journal;

import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

    /**
     * AWS answered about a target.
     *
     * @param change what AWS tells of the last change, where there was one
     * @param rivals scaling policies of AWS on the target; empty while they are not known
     */
    record Observed(
            String target, Instant at, Observation observation, Optional<Change> change, Optional<List<Rival>> rivals)
            implements Input {
        public Observed {
            rivals = rivals.map(List::copyOf);
        }

        /** Without a word about who changed it. */
        public Observed(String target, Instant at, Observation observation) {
            this(target, at, observation, Optional.empty(), Optional.empty());
        }
    }

    /**
     * What AWS tells of a change of a capacity or of bounds.
     *
     * @param id of the deployment or the scaling activity
     * @param at when it began
     * @param cause in AWS's words
     */
    record Change(Kind kind, String id, Instant at, String cause) {
        /** What changed it. */
        public enum Kind {
            DEPLOYMENT,
            SCALING_ACTIVITY,
            UNKNOWN
        }

        /** For people. */
        @Override
        public String toString() {
            String what = switch (kind) {
                case DEPLOYMENT -> "deployment ";
                case SCALING_ACTIVITY -> "scaling activity ";
                case UNKNOWN -> "";
            };
            return "%s%s at %s: %s".formatted(what, id, at, cause);
        }
    }

    /**
     * A scaling policy or scheduled action of AWS.
     *
     * @param type in AWS's words
     */
    record Rival(String name, String type) {
        /** For people. */
        @Override
        public String toString() {
            return type + " " + name;
        }
    }

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

    /**
     * AWS told of an instance of a group.
     *
     * @param group as {@code asg/<name>}
     * @param hook that holds it; empty for a spot interruption
     * @param token of the hook's action; empty where it was found waiting
     */
    record Noticed(
            String group, NoticeKind kind, String instance, Optional<String> hook, Optional<String> token, Instant at)
            implements Input {}

    /** What AWS is about to do with an instance. */
    enum NoticeKind {
        /** A hook holds it on its way out. */
        TERMINATING,
        /** A hook holds it on its way in. */
        LAUNCHING,
        /** It is a spot instance, and ends in two minutes. */
        SPOT
    }

    /**
     * Something happened at which images may be looked for.
     *
     * @param name of a firing, or id of an image
     */
    record Fired(Firing kind, String name, Instant at) implements Input {}

    /** At what images may be looked for. */
    enum Firing {
        /** AWS tells that an image is available. */
        IMAGE_AVAILABLE,
        /** People or programs sent a firing. */
        NAMED
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

        /**
         * Groups whose lifecycle hooks are answered.
         *
         * @param registrations by EC2 id, of those that a load balancer knows
         * @param managedDraining whether ECS drains their instances itself
         */
        record HookedGroups(
                List<Hook> hooks, SortedMap<String, List<Registration>> registrations, boolean managedDraining)
                implements Observation {
            public HookedGroups {
                hooks = List.copyOf(hooks);
                registrations = Collections.unmodifiableSortedMap(registrations);
            }
        }

        /**
         * A lifecycle hook.
         *
         * @param group its name
         * @param heartbeat from the notice, or the last heartbeat, to the default result
         * @param global from the notice to the end that no heartbeat puts off
         */
        record Hook(String group, String name, Duration heartbeat, Duration global) {}

        /**
         * That a load balancer knows an instance.
         *
         * @param balancer name of a classic one, else the ARN of a target group
         * @param port of a target group; empty for a classic load balancer
         * @param leaving whether it is being deregistered: requests under way end, and no new ones come
         */
        record Registration(String balancer, OptionalInt port, boolean leaving) {}

        /** A launch template, its images and its groups. */
        record Template(ObservedTemplate template) implements Observation {}

        /** AWS knows no such target, or the kind of answer is of no concern here. */
        record Nothing() implements Observation {}
    }

    /** How a command ended, as far as decisions go. */
    enum Result {
        /** AWS has what was ordered. */
        APPLIED,
        /** AWS had it already. */
        THERE,
        /** It was not sent, and need not be: a newer one came, or it was to be told only. */
        SKIPPED,
        /** All but the change itself was done, as a dry run asks for. */
        LEFT_OUT,
        /** It did not take effect. */
        NOT_APPLIED
    }
}
