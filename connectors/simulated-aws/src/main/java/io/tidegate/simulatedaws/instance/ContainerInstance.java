package io.tidegate.simulatedaws.instance;

import io.tidegate.simulatedaws.identity.Arns;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An EC2 instance that has registered with a cluster: {@code ACTIVE <-> DRAINING}, then it is gone. */
public final class ContainerInstance {
    /** Whether tasks may be placed on it. */
    public enum Status {
        ACTIVE,
        DRAINING
    }

    /**
     * What names an instance.
     *
     * @param arn of the container instance
     * @param ec2InstanceId of the EC2 instance
     * @param capacityProvider that launched it, or null when none did
     */
    public record Identity(
            String arn, String ec2InstanceId, @Nullable String capacityProvider) {}

    private final Identity identity;
    private final String id;
    private final Holding holding;
    private final Instant registeredAt;
    private Status status;
    private boolean connected = true;

    private ContainerInstance(Identity identity, Holding holding, Status status, Instant registeredAt) {
        this.identity = identity;
        this.id = Arns.shortName(identity.arn());
        this.holding = holding;
        this.status = status;
        this.registeredAt = registeredAt;
    }

    /** An empty instance that takes tasks. */
    public static ContainerInstance empty(Identity identity, InstanceShape shape, Instant registeredAt) {
        return new ContainerInstance(identity, new Holding.Counted(new Room(shape)), Status.ACTIVE, registeredAt);
    }

    /** An instance as it was found somewhere: it never takes a task. */
    public static ContainerInstance given(
            Identity identity, Holding.Given holding, Status status, Instant registeredAt) {
        return new ContainerInstance(identity, holding, status, registeredAt);
    }

    public Identity identity() {
        return identity;
    }

    /** The last part of its ARN. */
    public String id() {
        return id;
    }

    public Holding holding() {
        return holding;
    }

    public Instant registeredAt() {
        return registeredAt;
    }

    public Status status() {
        return status;
    }

    /** Whether its agent is connected: without it no task can be placed. */
    public boolean isConnected() {
        return connected;
    }

    public void become(Status next) {
        status = next;
    }

    public void setConnected(boolean isSo) {
        connected = isSo;
    }

    /** Whether a task can be placed on it now. */
    public boolean fits(TaskShape task) {
        return status == Status.ACTIVE
                && connected
                && holding instanceof Holding.Counted counted
                && counted.room().fits(task);
    }

    /**
     * Takes what a task needs.
     *
     * @throws IllegalStateException when it does not fit
     */
    public void take(TaskShape task) {
        room().take(task);
    }

    /** Gives back what a task took. */
    public void release(TaskShape task) {
        room().release(task);
    }

    /** MiB that are left for tasks. */
    int memoryLeft() {
        return room().memory();
    }

    private Room room() {
        return switch (holding) {
            case Holding.Counted counted -> counted.room();
            case Holding.Given given ->
                throw new IllegalStateException(
                        "an instance must be counted to hold tasks, but " + id + " is as it was given");
        };
    }
}
