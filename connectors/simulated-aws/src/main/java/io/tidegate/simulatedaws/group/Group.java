package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.group.Instance.Phase;
import io.tidegate.simulatedaws.group.Instance.State;
import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import io.tidegate.simulatedaws.template.Blueprint;
import io.tidegate.simulatedaws.template.Launch;
import io.tidegate.simulatedaws.template.TemplateReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;

/** A group: keeps as many instances as are desired, each of which takes its time to launch and to go. */
final class Group {
    private static final Duration RETRY =
            Duration.ofMinutes(1); // EC2 Auto Scaling says no more than that it tries again.

    private final String name;
    private final Surroundings surroundings;
    private final Instant createdAt;
    private final List<Instance> instances = new ArrayList<>();
    private final TreeMap<ScalingProcess, Instant> suspended = new TreeMap<>();
    private final InstanceLife life;
    private final Refreshes refreshes;
    private final Consumer<String> refusals;
    private @Nullable TemplateReference template;
    private List<TerminationPolicy> policies = List.of(TerminationPolicy.DEFAULT);
    private Instant launchesAgainAt = Instant.MIN;
    private Bounds bounds;
    private int desired;
    private boolean ecsManaged;
    private boolean protectsNew;

    /**
     * A group without instances.
     *
     * @param refusals told why a launch was refused
     */
    Group(GroupPlan plan, Surroundings surroundings, Consumer<String> refusals) {
        this.name = plan.name();
        this.bounds = plan.bounds();
        this.desired = plan.desired();
        this.protectsNew = plan.protectsNew();
        this.template = plan.template();
        this.surroundings = surroundings;
        this.refusals = refusals;
        this.createdAt = surroundings.timeline().now();
        this.life = new InstanceLife(name, surroundings, instances::remove, this::reconcile);
        this.refreshes = new Refreshes(this, surroundings);
    }

    /** Fills a new group with instances that are all in service. */
    void fill() {
        for (var i = 0; i < desired; i++) {
            newInstance(template == null ? null : launched(template)).become(State.IN_SERVICE);
        }
    }

    private Blueprint launched(TemplateReference from) {
        return switch (surroundings.launcher().launch(from)) {
            case Launch.Ready ready -> ready.blueprint();
            case Launch.Refused refused ->
                throw new IllegalArgumentException(
                        "template of group " + name + " must launch, but EC2 refuses: " + refused.message());
        };
    }

    /** Fills a new group with given instances, however many are desired; what launches or goes there does so to its end. */
    void fill(List<Instance> given) {
        instances.addAll(given);
        for (var instance : given) {
            switch (instance.state()) {
                case PENDING, PENDING_WAIT, PENDING_PROCEED -> life.launch(instance);
                case IN_SERVICE -> {}
                case TERMINATING, TERMINATING_WAIT, TERMINATING_PROCEED -> life.end(instance);
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

    void setProtectsNew(boolean wanted) {
        protectsNew = wanted;
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

    int count(Phase phase) {
        return (int) instances.stream()
                .filter(instance -> instance.state().phase() == phase)
                .count();
    }

    /** What happens to its instances, and what holds them. */
    InstanceLife life() {
        return life;
    }

    /** Its instance refreshes. */
    Refreshes refreshes() {
        return refreshes;
    }

    /** What it launches from, or null where it has no launch template. */
    @Nullable
    TemplateReference template() {
        return template;
    }

    /** Launches from another template from now on. */
    void setTemplate(TemplateReference newTemplate) {
        template = newTemplate;
        launchesAgainAt = Instant.MIN;
        reconcile();
    }

    /** How it chooses who goes, the first that makes a difference. */
    List<TerminationPolicy> policies() {
        return policies;
    }

    void setPolicies(List<TerminationPolicy> newPolicies) {
        policies = List.copyOf(newPolicies);
    }

    /** The processes that do nothing, and since when. */
    SortedMap<ScalingProcess, Instant> suspended() {
        return Collections.unmodifiableSortedMap(suspended);
    }

    /** Lets processes do nothing until they are resumed; those that were suspended already stay so. */
    void suspend(Collection<ScalingProcess> processes) {
        processes.forEach(process ->
                suspended.putIfAbsent(process, surroundings.timeline().now()));
    }

    void resume(Collection<ScalingProcess> processes) {
        suspended.keySet().removeAll(processes);
        reconcile();
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

    /** Lets an instance go, and launches another one. */
    void replace(Instance instance) {
        terminate(instance, false);
    }

    void terminate(Instance instance, boolean decrement) {
        if (instance.isWanted()) {
            life.stop(instance);
            desired -= decrement ? 1 : 0;
        }
        reconcile();
    }

    void protect(Instance instance, boolean wanted) {
        instance.setProtected(wanted);
        reconcile();
    }

    /** Ends an instance at once, whatever holds it, and replaces it. */
    void reclaim(Instance instance) {
        life.reclaim(instance);
        reconcile();
    }

    /** Ends all instances at once. */
    void delete() {
        desired = 0;
        refreshes.forget();
        instances().forEach(life::kill);
    }

    private void reconcile() {
        for (var wanted = wanted().size(); wanted < desired && mayLaunch(); wanted++) {
            launch();
        }
        // A protected instance stays, and the group larger than desired.
        for (var victim = victim(); wanted().size() > desired && victim.isPresent(); victim = victim()) {
            life.stop(victim.get());
        }
    }

    private boolean mayLaunch() {
        return isAllowed(ScalingProcess.LAUNCH)
                && !surroundings.timeline().now().isBefore(launchesAgainAt);
    }

    private void launch() {
        var from = launchesFrom();
        if (from == null) {
            life.begin(newInstance(null));
            return;
        }
        switch (surroundings.launcher().launch(from)) {
            case Launch.Ready ready -> life.begin(newInstance(ready.blueprint()));
            case Launch.Refused refused -> {
                refusals.accept(refused.message());
                launchesAgainAt = surroundings.timeline().now().plus(RETRY);
                surroundings.timeline().at(launchesAgainAt, this::reconcile);
            }
        }
    }

    // A refresh that is to change the template does so at its end, and launches from the new one until then.
    private @Nullable TemplateReference launchesFrom() {
        return refreshes
                .active()
                .filter(refresh -> refresh.status() == InstanceRefreshStatus.IN_PROGRESS)
                .map(refresh -> refresh.plan().template())
                .orElse(template);
    }

    /** Whether an instance launches, or has served for less than some time. */
    boolean isWarmingUp(Duration time) {
        var begun = surroundings.timeline().now().minus(time);
        return wanted().stream()
                .anyMatch(instance -> instance.state() != State.IN_SERVICE
                        || (instance.servesSince() != null
                                && instance.servesSince().isAfter(begun)));
    }

    boolean isAllowed(ScalingProcess process) {
        return !suspended.containsKey(process);
    }

    /** Those that count towards the desired capacity, in order of launch. */
    List<Instance> wanted() {
        return instances.stream().filter(Instance::isWanted).toList();
    }

    private Optional<Instance> victim() {
        return isAllowed(ScalingProcess.TERMINATE)
                ? new ScaleIn(policies, template, surroundings.timeline().now()).victim(wanted())
                : Optional.empty();
    }

    private long inZone(String zone) {
        return instances.stream()
                .filter(instance -> instance.isWanted() && instance.zone().equals(zone))
                .count();
    }

    private Instance newInstance(@Nullable Blueprint blueprint) {
        var zone = surroundings.zones().stream()
                .min(Comparator.comparingLong(this::inZone))
                .orElseThrow();
        var id = "i-0%016x".formatted(surroundings.random().nextLong());
        var instance = new Instance(id, zone, surroundings.timeline().now(), protectsNew, blueprint);
        instances.add(instance);
        return instance;
    }
}
