package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.group.Instance.State;
import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A group: keeps as many instances as are desired, each of which takes its time to launch and to go. */
final class Group {
    /** What groups live in. */
    record Surroundings(
            Timeline timeline,
            RandomGenerator random,
            InstanceLatencies latencies,
            Consumer<InstanceEvent> watcher,
            List<String> zones) {}

    private final String name;
    private final Surroundings surroundings;
    private final Instant createdAt;
    private final boolean protectsNew;
    private final List<Instance> instances = new ArrayList<>();
    private Bounds bounds;
    private int desired;
    private boolean ecsManaged;

    /** A new group whose instances are all in service. */
    Group(String name, Bounds bounds, int desired, boolean protectsNew, Surroundings surroundings) {
        this.name = name;
        this.bounds = bounds;
        this.desired = desired;
        this.protectsNew = protectsNew;
        this.surroundings = surroundings;
        this.createdAt = surroundings.timeline().now();
        for (var i = 0; i < desired; i++) {
            newInstance().become(State.IN_SERVICE);
        }
    }

    /** A group with given instances, however many are desired; what launches or goes there does so to its end. */
    Group(String name, Bounds bounds, int desired, List<Instance> given, Surroundings surroundings) {
        this.name = name;
        this.bounds = bounds;
        this.desired = desired;
        this.protectsNew = false;
        this.surroundings = surroundings;
        this.createdAt = surroundings.timeline().now();
        instances.addAll(given);
        for (var instance : given) {
            switch (instance.state()) {
                case PENDING -> launch(instance);
                case IN_SERVICE -> {}
                case TERMINATING -> end(instance);
            }
        }
    }

    String name() {
        return name;
    }

    Instant createdAt() {
        return createdAt;
    }

    boolean protectsNew() {
        return protectsNew;
    }

    /** Whether a capacity provider of ECS scales it. */
    boolean isEcsManaged() {
        return ecsManaged;
    }

    void setEcsManaged() {
        ecsManaged = true;
    }

    Bounds bounds() {
        return bounds;
    }

    int desired() {
        return desired;
    }

    /** In order of launch. */
    List<Instance> instances() {
        return List.copyOf(instances);
    }

    int count(State state) {
        return (int)
                instances.stream().filter(instance -> instance.state() == state).count();
    }

    Optional<Instance> instance(String id) {
        return instances.stream().filter(instance -> instance.id().equals(id)).findFirst();
    }

    /** Sets bounds and desired capacity; the latter lies in the former. */
    void resize(Bounds newBounds, int newDesired) {
        bounds = newBounds;
        desired = newDesired;
        reconcile();
    }

    void terminate(Instance instance, boolean decrement) {
        if (instance.isWanted()) {
            stop(instance);
            desired -= decrement ? 1 : 0;
        }
        reconcile();
    }

    void protect(Instance instance, boolean wanted) {
        instance.setProtected(wanted);
        reconcile();
    }

    /** Ends all instances at once. */
    void delete() {
        instances().forEach(instance -> {
            instance.become(State.TERMINATING); // What was launching never serves.
            remove(instance);
        });
    }

    private void reconcile() {
        for (var wanted = wanted().size(); wanted < desired; wanted++) {
            launch(newInstance());
        }
        // A protected instance stays, and the group larger than desired.
        for (var victim = victim(); wanted().size() > desired && victim.isPresent(); victim = victim()) {
            stop(victim.get());
        }
    }

    private List<Instance> wanted() {
        return instances.stream().filter(Instance::isWanted).toList();
    }

    // The default termination policy: the zone with most instances first, and the oldest there.
    private Optional<Instance> victim() {
        var inZone = new HashMap<String, Long>();
        wanted().forEach(instance -> inZone.merge(instance.zone(), 1L, Long::sum));
        return wanted().stream()
                .filter(instance -> !instance.isProtected())
                .min(Comparator.<Instance>comparingLong(instance -> -inZone.getOrDefault(instance.zone(), 0L))
                        .thenComparing(Instance::launchedAt)
                        .thenComparing(Instance::id));
    }

    private long inZone(String zone) {
        return instances.stream()
                .filter(instance -> instance.isWanted() && instance.zone().equals(zone))
                .count();
    }

    private Instance newInstance() {
        var zone = surroundings.zones().stream()
                .min(Comparator.comparingLong(this::inZone))
                .orElseThrow();
        var id = "i-0%016x".formatted(surroundings.random().nextLong());
        var instance = new Instance(id, zone, surroundings.timeline().now(), protectsNew);
        instances.add(instance);
        return instance;
    }

    private void launch(Instance instance) {
        var timeline = surroundings.timeline();
        var boot = surroundings.latencies().launch().draw(surroundings.random());
        timeline.at(timeline.now().plus(boot), () -> {
            if (instance.isWanted()) { // It may have been told to go while it was pending.
                instance.become(State.IN_SERVICE);
                surroundings.watcher().accept(new InstanceEvent.InService(name, instance.id()));
            }
        });
    }

    private void stop(Instance instance) {
        instance.become(State.TERMINATING);
        surroundings.watcher().accept(new InstanceEvent.Terminating(name, instance.id()));
        end(instance);
    }

    private void end(Instance instance) {
        var timeline = surroundings.timeline();
        var end = surroundings.latencies().terminate().draw(surroundings.random());
        timeline.at(timeline.now().plus(end), () -> remove(instance));
    }

    private void remove(Instance instance) {
        if (instances.remove(instance)) { // The group may have been deleted with all its instances.
            surroundings.watcher().accept(new InstanceEvent.Gone(name, instance.id()));
        }
    }
}
