package io.tidegate.streams.decision;

import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ImagePolicy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a command does. */
public sealed interface Order {

    /** Sets something absolutely, and says what stood there when it was decided. */
    sealed interface Setting extends Order {}

    /** Does something once. */
    sealed interface OneShot extends Order {}

    /** Changes no capacity. */
    sealed interface Apart extends OneShot {}

    /** What is done about one instance that lifecycle hooks hold. */
    sealed interface Exit extends Apart {}

    /** Desired capacity of a service or group. */
    record Capacity(int expected, int desired) implements Setting {}

    /**
     * Bounds of a scalable target or group.
     *
     * @param expected null when it was not registered
     * @param desired desired capacity of a group, set by the same call; empty where AWS pulls it into the bounds
     */
    record Limits(@Nullable Bounds expected, Bounds wanted, OptionalInt desired) implements Setting {
        /** Where AWS pulls the capacity. */
        public Limits(@Nullable Bounds expected, Bounds wanted) {
            this(expected, wanted, OptionalInt.empty());
        }

        /** The desired capacity once it is carried out. */
        public int pull(int capacity) {
            return desired.orElse(wanted.clamp(capacity));
        }
    }

    /**
     * An instance loses its tasks and takes no new ones.
     *
     * @param instance EC2 id
     * @param arn of the container instance
     */
    record Drain(String cluster, String instance, String arn) implements OneShot {}

    /**
     * An empty instance ends.
     *
     * @param instance EC2 id
     * @param arn of the container instance
     * @param decrement whether the group's desired capacity goes down with it; else the group replaces it
     */
    record Terminate(String cluster, String instance, String arn, boolean decrement) implements OneShot {}

    /**
     * Tasks of an instance that no service keeps are stopped.
     *
     * @param instance EC2 id
     * @param arn of the container instance
     */
    record StopTasks(String cluster, String instance, String arn) implements Exit {}

    /**
     * A load balancer sends an instance no more requests.
     *
     * @param instance EC2 id
     * @param balancer name of a classic one, else the ARN of a target group
     * @param port of the target group that it is registered with; empty for a classic load balancer
     */
    record Deregister(String instance, String balancer, OptionalInt port) implements Exit {}

    /** Something about a launch template and the groups that launch from it. */
    sealed interface OfTemplate extends Apart {}

    /**
     * A launch template gets a version with another image.
     *
     * @param version what it is made of
     * @param token the same for what is the same, so that one made twice is one
     */
    record NewVersion(String image, ImagePolicy.Version version, String token) implements OfTemplate {}

    /** The default version of a launch template becomes another one. */
    record DefaultVersion(long version) implements OfTemplate {}

    /** A group launches from another version of its template. */
    record PinGroup(String group, long version) implements OfTemplate {}

    /** Old versions go. */
    record DeleteVersions(List<Long> versions) implements OfTemplate {
        public DeleteVersions {
            versions = List.copyOf(versions);
        }
    }

    /** Running instances of a group are replaced. */
    record RefreshInstances(String group, ImagePolicy.Refresh how) implements OfTemplate {}

    /** What a hook's action is about. */
    record HookAction(String group, String hook, String instance, Optional<String> token) {}

    /** A hook waits anew, for as long as from its start. */
    record Heartbeat(HookAction action) implements Exit {}

    /**
     * A hook's action ends.
     *
     * @param proceeds whether the instance goes on as it would without the hook; else it is abandoned
     */
    record Complete(HookAction action, boolean proceeds) implements Exit {}
}
