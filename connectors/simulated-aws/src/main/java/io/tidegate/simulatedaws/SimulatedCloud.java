package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.authorization.Permissions;
import io.tidegate.simulatedaws.backing.Backings;
import io.tidegate.simulatedaws.backing.MadeProviders;
import io.tidegate.simulatedaws.backing.ManagedScaling;
import io.tidegate.simulatedaws.balancing.Balancers;
import io.tidegate.simulatedaws.bus.AwsEvents;
import io.tidegate.simulatedaws.bus.EventBridgeApi;
import io.tidegate.simulatedaws.bus.EventBuses;
import io.tidegate.simulatedaws.bus.EventRules;
import io.tidegate.simulatedaws.bus.RuleApi;
import io.tidegate.simulatedaws.ecs.CapacityProviderApi;
import io.tidegate.simulatedaws.ecs.EcsApi;
import io.tidegate.simulatedaws.ecs.InstanceApi;
import io.tidegate.simulatedaws.ecs.ProviderSetupApi;
import io.tidegate.simulatedaws.ecs.TaskApi;
import io.tidegate.simulatedaws.fault.FaultPlan;
import io.tidegate.simulatedaws.group.AutoScalingApi;
import io.tidegate.simulatedaws.group.GroupPlan;
import io.tidegate.simulatedaws.group.GroupPolicyApi;
import io.tidegate.simulatedaws.group.GroupSetupApi;
import io.tidegate.simulatedaws.group.GroupStatus;
import io.tidegate.simulatedaws.group.Groups;
import io.tidegate.simulatedaws.group.HookApi;
import io.tidegate.simulatedaws.group.InstanceEvent;
import io.tidegate.simulatedaws.group.InstanceLatencies;
import io.tidegate.simulatedaws.group.LaunchConfigurationApi;
import io.tidegate.simulatedaws.group.RefreshApi;
import io.tidegate.simulatedaws.group.Surroundings;
import io.tidegate.simulatedaws.hook.ActionCounts;
import io.tidegate.simulatedaws.hook.Transition;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.identity.Callers;
import io.tidegate.simulatedaws.identity.Place;
import io.tidegate.simulatedaws.identity.Sessions;
import io.tidegate.simulatedaws.identity.StsApi;
import io.tidegate.simulatedaws.image.Images;
import io.tidegate.simulatedaws.load.LoadModel;
import io.tidegate.simulatedaws.load.UtilizationReports;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.metric.CloudWatchApi;
import io.tidegate.simulatedaws.metric.MetricStore;
import io.tidegate.simulatedaws.notice.Notices;
import io.tidegate.simulatedaws.observation.CallCounts;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.observation.MutationLog;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.physics.Latency;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.protocol.WireRequest;
import io.tidegate.simulatedaws.queue.MessageApi;
import io.tidegate.simulatedaws.queue.MessageQueues;
import io.tidegate.simulatedaws.queue.MessageTargets;
import io.tidegate.simulatedaws.queue.QueueApi;
import io.tidegate.simulatedaws.scaling.ApplicationAutoScalingApi;
import io.tidegate.simulatedaws.scaling.ScalableTargets;
import io.tidegate.simulatedaws.scaling.ScalingPolicyApi;
import io.tidegate.simulatedaws.service.Fleet;
import io.tidegate.simulatedaws.service.ServiceName;
import io.tidegate.simulatedaws.service.ServiceStatus;
import io.tidegate.simulatedaws.task.TaskLatencies;
import io.tidegate.simulatedaws.template.LaunchTemplates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * One region of an AWS account that obeys its caller's clock: no thread, no I/O, no clock, no chance but its seed. Services are named as
 * {@code ecs/<cluster>/<service>}, groups by their name. Not thread-safe; {@link SimulatedAws} is.
 */
public final class SimulatedCloud {
    /** From the end of a period to its data being readable. */
    private static final Latency METRIC_DELAY = Latency.ofSeconds(60, 60);

    /** "two minutes before Amazon EC2 stops or terminates your Spot Instance" (EC2 user guide, interruption notices). */
    private static final Duration SPOT_NOTICE = Duration.ofMinutes(2);

    private final Arns arns;
    private final Timeline timeline;
    private final MutationLog mutations = new MutationLog();
    private final Fleet fleet;
    private final ScalableTargets scalableTargets;
    private final Machines machines;
    private final Groups groups;
    private final Backings backings;
    private final MadeProviders providers;
    private final Balancers balancers;
    private final LoadModel load;
    private final MetricStore metrics;
    private final MessageQueues queues;
    private final MessageTargets messageTargets;
    private final EventBuses buses = new EventBuses();
    private final EventRules rules;
    private final AwsEvents events;
    private final Notices notices;
    private final FaultPlan faults;
    private final Permissions permissions;
    private final Endpoint endpoint;

    /** A cloud by itself, in which no role can be assumed. */
    public SimulatedCloud(CloudConfig config) {
        this(config, new Sessions());
    }

    /** One of several. */
    SimulatedCloud(CloudConfig config, Sessions sessions) {
        arns = new Arns(config.place());
        timeline = new Timeline(config.start());
        load = new LoadModel(timeline);
        fleet = new Fleet(
                timeline,
                random(config.seed(), 0),
                TaskLatencies.REAL.dividedBy(config.pace()),
                load::runningChanged,
                mutations,
                arns);
        scalableTargets = new ScalableTargets(timeline, fleet, mutations);
        backings = new Backings(timeline, random(config.seed(), 4), fleet, config.pace(), arns);
        providers = new MadeProviders(timeline, random(config.seed(), 8), config.pace());
        queues = new MessageQueues(timeline, random(config.seed(), 5), arns);
        messageTargets = new MessageTargets(queues, timeline, arns);
        rules = new EventRules(messageTargets);
        events = new AwsEvents(rules, arns);
        notices = new Notices(messageTargets, events, timeline, arns);
        balancers = new Balancers(timeline, arns);
        machines = new Machines(
                new Images(timeline, random(config.seed(), 7), config.pace(), notices::imageChanged, config.place()),
                new LaunchTemplates(timeline),
                new LaunchConfigurationApi());
        var ofGroups = new Surroundings(
                timeline,
                random(config.seed(), 3),
                random(config.seed(), 6),
                InstanceLatencies.REAL.dividedBy(config.pace()),
                this::note,
                balancers::drainedAt,
                machines.launcher(),
                config.place().zones());
        groups = new Groups(ofGroups, mutations);
        metrics =
                new MetricStore(timeline, METRIC_DELAY.dividedBy(config.pace()).least());
        new UtilizationReports(timeline, load, metrics, config.metricPeriod(), random(config.seed(), 2)).start();
        new ManagedScaling(timeline, backings, fleet, groups, metrics).start();
        faults = new FaultPlan(random(config.seed(), 1), config.faults());
        permissions = new Permissions(groups::nameOfInstance, machines.templates()::idOf, arns);
        var callers = new Callers(arns, sessions, timeline);
        var operations = operations();
        new StsApi(callers, sessions, timeline).register(operations);
        endpoint = new Endpoint(operations, callers, permissions, faults);
    }

    private OperationTable operations() {
        var table = new OperationTable();
        new EcsApi(fleet, backings, providers, arns).register(table);
        new TaskApi(fleet, arns).register(table);
        new InstanceApi(fleet, arns).register(table);
        new CapacityProviderApi(backings, providers, arns).register(table);
        new ProviderSetupApi(providers, backings, groups, fleet, arns).register(table);
        machines.register(table, arns);
        new ApplicationAutoScalingApi(scalableTargets, arns).register(table);
        new ScalingPolicyApi(scalableTargets, arns).register(table);
        new AutoScalingApi(groups, arns, balancers::attachedTo).register(table);
        new RefreshApi(groups).register(table);
        var hooks = new HookApi(groups, notices::test);
        hooks.register(table);
        new GroupPolicyApi(groups, arns).register(table);
        loadBalancing().register(table, timeline);
        new GroupSetupApi(groups, hooks, loadBalancing()::attach, this::deleteGroup).register(table);
        new CloudWatchApi(metrics).register(table);
        new QueueApi(queues, arns).register(table);
        new MessageApi(queues, timeline, arns.place()).register(table);
        new EventBridgeApi(buses, events, timeline).register(table);
        new RuleApi(rules, arns).register(table);
        return table;
    }

    private void note(InstanceEvent event) {
        backings.note(event);
        balancers.note(event);
        notices.note(event);
    }

    // Streams of their own, so that more calls do not change how long tasks take.
    private static RandomGenerator random(long seed, int purpose) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 31 + purpose);
    }

    /** The account and region that it is. */
    public Place place() {
        return arns.place();
    }

    /** Moves time on to {@code now}, and all that happens until then happens; an earlier time changes nothing. */
    public void step(Instant now) {
        timeline.advanceTo(now);
    }

    /** The simulated present. */
    public Instant now() {
        return timeline.now();
    }

    /** Adds an empty cluster. */
    public void addCluster(String cluster) {
        fleet.addCluster(cluster);
    }

    /** Adds a service on Fargate with {@code desired} tasks, all running, and its cluster when it is new. */
    public void addService(String target, int desired, Workload workload) {
        addService(target, desired, desired, workload);
    }

    /**
     * Adds a service on Fargate with {@code desired} tasks, {@code running} of them running and the others starting now.
     *
     * @throws IllegalArgumentException when there is or was a service of that name
     */
    public void addService(String target, int desired, int running, Workload workload) {
        var name = ServiceName.parse(target);
        fleet.addService(name, desired, running);
        load.add(name, workload, running);
    }

    /** Deletes a service: it is answered as inactive from then on. */
    public void deleteService(String target) {
        fleet.deleteService(ServiceName.parse(target));
    }

    /** Offers {@code requestsPerSecond} to a service from now on; not negative. */
    public void setLoad(String target, double requestsPerSecond) {
        load.setRequests(ServiceName.parse(target), requestsPerSecond);
    }

    /** Lets {@code itemsPerSecond} arrive in a service's queue from now on; not negative. */
    public void setArrivals(String target, double itemsPerSecond) {
        load.setArrivals(ServiceName.parse(target), itemsPerSecond);
    }

    /** Items that wait in a service's queue; never negative. */
    public double backlog(String target) {
        return load.backlog(ServiceName.parse(target));
    }

    /** Requests a second that each running task of a service serves, or empty while none runs. */
    public OptionalDouble requestsPerTask(String target) {
        return load.requestsPerTask(ServiceName.parse(target));
    }

    /** The counts of a service, or empty when there is no such active service. */
    public Optional<ServiceStatus> service(String target) {
        return fleet.status(ServiceName.parse(target));
    }

    /** All active services, sorted, as {@code ecs/<cluster>/<service>}. */
    public List<String> services() {
        return fleet.serviceNames().stream().map(ServiceName::target).toList();
    }

    /** Adds an Auto Scaling group with {@code desired} instances, all in service. */
    public void addGroup(String name, int min, int max, int desired) {
        addGroup(GroupPlan.of(name, min, max, desired));
    }

    /**
     * Adds a group.
     *
     * @throws IllegalArgumentException when there is one of that name, or its template would not launch
     */
    public void addGroup(GroupPlan plan) {
        groups.add(plan);
    }

    /** Adds one whose instances are protected from scale-in. */
    public void addProtectedGroup(String name, int min, int max, int desired) {
        addGroup(GroupPlan.of(name, min, max, desired).protectingNew());
    }

    /** Deletes a group with its instances. */
    public void deleteGroup(String name) {
        groups.remove(name);
        balancers.forget(name);
    }

    /** The size and counts of a group, or empty when there is none of that name. */
    public Optional<GroupStatus> group(String name) {
        return groups.status(name);
    }

    /** What became of the actions of lifecycle hooks so far, in all groups that are there. */
    public ActionCounts hookActions(Transition transition) {
        return groups.actions(transition);
    }

    /**
     * Announces that EC2 takes a spot instance back, and ends it two minutes later, whatever holds it then.
     *
     * @throws IllegalArgumentException when no group has it
     */
    public void interruptSpot(String instanceId) {
        notices.interruption(instanceId, groups.zone(instanceId));
        groups.reclaimAt(timeline.now().plus(SPOT_NOTICE), instanceId);
    }

    /**
     * Recommends to replace a spot instance, which is all that happens.
     *
     * @throws IllegalArgumentException when no group has it
     */
    public void recommendRebalance(String instanceId) {
        notices.rebalance(instanceId, groups.zone(instanceId));
    }

    /** The images of machines; to be published and withdrawn at will. */
    public Images images() {
        return machines.images();
    }

    /** The launch templates. */
    public LaunchTemplates launchTemplates() {
        return machines.templates();
    }

    /** Lets a topic of SNS, new or not, forward what hooks and rules send it to a queue, wrapped as SNS does. */
    public void subscribe(String topicArn, String queue) {
        messageTargets.subscribe(topicArn, queue);
    }

    /** Clusters whose tasks run on instances of groups; to be set up and disturbed at will. */
    public InstanceClusters instanceClusters() {
        return new InstanceClusters(fleet, groups, backings, balancers, load);
    }

    /** Load balancers before groups; to be set up and put under load at will. */
    public LoadBalancing loadBalancing() {
        return new LoadBalancing(balancers, groups);
    }

    /** What AWS once answered; to be added to at will. */
    public RecordedWorld recordedWorld() {
        return new RecordedWorld(timeline, fleet, groups, arns);
    }

    /** Adds something outside ECS that can be scaled, as {@code appas/<namespace>/<resource>/<dimension>}. */
    public void addScalable(String target, int capacity) {
        scalableTargets.addUnits(target, capacity);
    }

    /** The capacity of a service or of something that {@link #addScalable} added, or empty when there is none. */
    public Optional<Integer> capacity(String target) {
        return scalableTargets.capacity(target);
    }

    /** Scales a registered target, or a group, as a scaling policy of AWS would; its activity gives {@code cause}. */
    public void scaleByAws(String target, int to, String cause) {
        if (target.startsWith("asg/")) {
            groups.scale(target.substring("asg/".length()), to, cause);
        } else {
            scalableTargets.scale(target, to, cause);
        }
    }

    /** The bounds that a service or another target is registered with, or empty when it is not. */
    public Optional<Mutation.Bounds> scalableTarget(String target) {
        return scalableTargets.bounds(target);
    }

    /** The launch configurations that stand; to be added to at will. */
    public LaunchConfigurationApi launchConfigurations() {
        return machines.configurations();
    }

    /** Every call so far that changed something, in order. */
    public List<Mutation> effectiveMutations() {
        return mutations.entries();
    }

    /** How often each operation was called, throttled, broken, or not known. */
    public CallCounts callCounts() {
        return endpoint.counts();
    }

    /** The queues; to be looked into and disturbed at will. */
    public MessageQueues messageQueues() {
        return queues;
    }

    /** What was put on event buses, and what of it is to fail. */
    public EventBuses eventBuses() {
        return buses;
    }

    /** What goes wrong; to be changed at will. */
    public FaultPlan faults() {
        return faults;
    }

    /** What the caller may do; to be changed at will. */
    public Permissions permissions() {
        return permissions;
    }

    Answer answer(WireRequest request) {
        return endpoint.answer(request);
    }
}
