package io.tidegate.deploy.whatif;

import io.tidegate.deploy.whatif.demand.Objective;
import io.tidegate.deploy.whatif.measure.Yardstick;
import io.tidegate.deploy.whatif.past.Past;
import io.tidegate.deploy.whatif.plant.Plant;
import io.tidegate.deploy.whatif.plant.PlantEstimate;
import io.tidegate.deploy.whatif.price.Prices;
import io.tidegate.deploy.whatif.report.Honesty;
import io.tidegate.deploy.whatif.report.TargetOutcome;
import io.tidegate.deploy.whatif.report.WhatIf;
import io.tidegate.deploy.whatif.simulation.ClosedLoop;
import io.tidegate.deploy.whatif.simulation.ClusterSubject;
import io.tidegate.deploy.whatif.simulation.Subject;
import io.tidegate.deploy.whatif.simulation.Variant;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.demand.Feedback;
import io.tidegate.streams.demand.Feedbacks;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Some policies tried on a past.
 *
 * @param variants the candidate first; what it is held against second
 * @param ran label of the variant that really ran; empty when none did
 */
public record Trial(List<Variant> variants, Optional<String> ran, Settings settings) {
    private static final List<String> NOT_MODELLED = List.of(
            "utilization that is not in proportion to load: the self-replay shows it only where what ran has been",
            "instances under services, unless --instances says recorded or simulated: else tasks find room whenever they start",
            "latency and errors: a metric that is neither a utilization, a share nor a backlog is what it was, whatever the"
                    + " capacity",
            "retries and users who give up: demand is what it was",
            "deployments, failures of units, lifecycle hooks and images",
            "calls that AWS throttles or refuses although the documented budgets allow them");

    public Trial {
        variants = List.copyOf(variants);
    }

    /**
     * What is not in policies and past.
     *
     * @param startup from an order to a unit that works; empty for what the past tells
     * @param stopping from an order to a unit's end; empty for what the past tells
     * @param running units that carried what the past shows, where it does not tell; empty for the policy's min
     * @param load that one unit is to carry; empty for what the policies say
     * @param instances where tasks of services find room
     */
    public record Settings(
            Feedbacks feedbacks,
            Optional<Duration> startup,
            Optional<Duration> stopping,
            Prices prices,
            double penalty,
            OptionalInt running,
            OptionalDouble load,
            Instances instances,
            long seed,
            boolean detailed) {

        /** All else as the past and the policies say it. */
        public static Settings usual(long seed, boolean detailed) {
            return new Settings(
                    new Feedbacks(new TreeMap<>()),
                    Optional.empty(),
                    Optional.empty(),
                    Prices.DEFAULT,
                    Yardstick.DEFAULT_PENALTY,
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    Instances.ANY,
                    seed,
                    detailed);
        }

        /** The same, but for where tasks find room. */
        public Settings with(Instances room) {
            return new Settings(feedbacks, startup, stopping, prices, penalty, running, load, room, seed, detailed);
        }
    }

    /**
     * What is the same for all parts of a larger trial.
     *
     * @param measuredFrom what happens before is simulated, and counts in no measure
     * @param plants how targets follow orders, as the whole past tells
     * @param judge says what a unit is to carry, and what the past does not, whatever the variants say; regret is held against what
     *     could have been without any bounds, for each variant may have its own
     */
    public record Part(Instant measuredFrom, PlantEstimate plants, CapacityPolicy judge) {}

    /**
     * Runs it.
     *
     * @throws IllegalArgumentException when a policy does not say how much a unit is to carry, naming it
     */
    public WhatIf on(Past past) {
        var plants = plants(past);
        return on(past, Instant.MIN, subjects(past.tellsCapacity(), plants, Optional.empty()), clusters(plants));
    }

    /** The same as a part of a larger trial. */
    public WhatIf on(Past past, Part part) {
        var subjects = subjects(past.tellsCapacity(), part.plants(), Optional.of(part.judge()));
        return on(past, part.measuredFrom(), subjects, clusters(part.plants()));
    }

    private WhatIf on(Past past, Instant measuredFrom, List<Subject> subjects, List<ClusterSubject> clusters) {
        var outcome = new ClosedLoop(subjects, clusters, variants, settings.seed(), settings.detailed())
                .run(past, measuredFrom);
        var error = ran.map(label -> outcome.errors().getOrDefault(label, OptionalDouble.empty()))
                .orElse(OptionalDouble.empty());
        var honesty = new Honesty(
                error,
                error.isPresent() ? "" : whyNoError(past.tellsCapacity()),
                censored(outcome.targets()),
                past.earliest(),
                NOT_MODELLED,
                assumptions(past, subjects, clusters, outcome),
                settings.seed());
        var labels = variants.stream().map(Variant::label).toList();
        return new WhatIf(
                outcome.from(), outcome.to(), settings.prices().currency(), labels, outcome.targets(), honesty);
    }

    private String whyNoError(boolean tellsCapacity) {
        return tellsCapacity
                ? "nobody said which policy really ran"
                : "the past does not tell how much capacity there was, so there is nothing to hold the simulation against";
    }

    private static double censored(List<TargetOutcome> targets) {
        double censored = 0;
        double known = 0;
        for (var target : targets) {
            var measures = target.courses().values().iterator().next().measures();
            censored += measures.censoredHours();
            known += measures.knownHours();
        }
        return known > 0 ? censored / known : 0;
    }

    /** How the targets follow orders, as far as a past tells. */
    public PlantEstimate plants(Past past) {
        var estimate = new PlantEstimate(Stream.concat(
                        targets().map(Target::text), clusterTargets().stream().map(Target::text))
                .toList());
        boolean wanted = settings.startup().isEmpty() || settings.stopping().isEmpty();
        if (wanted && past.tellsOrders()) {
            past.readOrders(happened -> estimate.take(happened.at(), happened.input()));
        }
        return estimate;
    }

    private List<Subject> subjects(boolean tellsCapacity, PlantEstimate plants, Optional<CapacityPolicy> judge) {
        var policies = policies();
        var subjects = new TreeMap<String, Subject>();
        for (var policy : policies) {
            for (var target : policy.targets()) {
                subjects.computeIfAbsent(target.text(), _ -> {
                    var plant = plants.of(target.text()).but(settings.startup(), settings.stopping());
                    return subject(target, judge, tellsCapacity, plant);
                });
            }
        }
        return List.copyOf(subjects.values());
    }

    // Those of its policies, and those under its services.
    private List<Target.Cluster> clusterTargets() {
        if (settings.instances() != Instances.SIMULATED) {
            return List.of();
        }
        var clusters = new TreeMap<String, Target.Cluster>();
        targets()
                .flatMap(target -> ClusterSubject.under(target).stream())
                .forEach(cluster -> clusters.put(cluster.text(), cluster));
        variants.stream()
                .flatMap(variant -> variant.clusters().stream())
                .forEach(policy -> clusters.put(policy.target().text(), policy.target()));
        return List.copyOf(clusters.values());
    }

    private List<ClusterSubject> clusters(PlantEstimate plants) {
        return clusterTargets().stream()
                .map(cluster -> {
                    var launches = plants.of(cluster.text());
                    double price = settings.prices().of(cluster.text()).perHour();
                    var yardstick = new Yardstick(
                            1,
                            1,
                            price,
                            settings.penalty() * price,
                            launches.startup().least(),
                            Yardstick.ANY.min(),
                            Yardstick.ANY.max());
                    var tasks = plants.ofKind("ecs").but(settings.startup(), settings.stopping());
                    return new ClusterSubject(cluster, launches, tasks, yardstick);
                })
                .toList();
    }

    /** Of all variants. */
    public List<CapacityPolicy> policies() {
        return variants.stream().flatMap(variant -> variant.policies().stream()).toList();
    }

    // The same for all that drive it: what they are held against first says how much a unit is to carry.
    private Subject subject(Target target, Optional<CapacityPolicy> given, boolean tellsCapacity, Plant plant) {
        var driving = policies().stream()
                .filter(policy -> policy.targets().contains(target))
                .toList();
        var judge = given.orElseGet(driving::getLast);
        var objective = Stream.concat(given.stream(), driving.reversed().stream())
                .flatMap(policy -> objective(policy).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s: a rule must say how much of a metric one unit is to carry, was none; --load does"
                                .formatted(judge.name())));
        double assumed = objective.feedback() instanceof Feedback.Utilization
                        || settings.running().isPresent()
                ? settings.running().orElse(Math.max(1, judge.bounds().min()))
                : 1;
        int start = settings.running().orElse(Math.max(1, judge.bounds().min()));
        var range = given.isPresent() ? Yardstick.ANY : range(driving, start);
        double price = settings.prices().of(target.text()).perHour();
        var yardstick = new Yardstick(
                objective.loadPerUnit(),
                objective.mostPerUnit(),
                price,
                settings.penalty() * price,
                plant.startup().least(),
                range.min(),
                range.max());
        var carried = tellsCapacity ? OptionalDouble.empty() : OptionalDouble.of(assumed);
        return new Subject(target, objective, settings.feedbacks(), plant, yardstick, judge.bounds(), carried, start);
    }

    private Optional<Objective> objective(CapacityPolicy policy) {
        return Objective.of(policy, settings.feedbacks(), settings.load());
    }

    /** Of the targets of all variants. */
    public List<String> domains() {
        return Stream.concat(targets(), clusterTargets().stream())
                .map(Target::domain)
                .distinct()
                .toList();
    }

    private Stream<Target> targets() {
        return policies().stream().flatMap(policy -> policy.targets().stream());
    }

    /** Metrics that tell the loads. */
    public List<Metric> loads() {
        return policies().stream()
                .flatMap(policy -> objective(policy).stream())
                .map(Objective::metric)
                .toList();
    }

    // Of all of them: the best course is one that each of them might have had.
    private static Bounds range(List<CapacityPolicy> driving, int start) {
        int min = driving.stream().mapToInt(Trial::least).min().orElseThrow();
        int max =
                driving.stream().mapToInt(policy -> policy.bounds().max()).max().orElseThrow();
        return new Bounds(min, Math.max(max, start));
    }

    // Schedules may go below the usual minimum.
    private static int least(CapacityPolicy policy) {
        return policy.schedule().isEmpty() ? policy.bounds().min() : 0;
    }

    private static String follows(Subject subject) {
        var plant = subject.plant();
        boolean own =
                plant.startup().sorted().size() > 1 || plant.stopping().sorted().size() > 1;
        return (own ? subject.target().text() + ": " : "")
                + "a start takes %s, an end %s".formatted(plant.startup(), plant.stopping());
    }

    private static String follows(ClusterSubject cluster, ClosedLoop.Outcome outcome) {
        String name = cluster.target().text();
        if (outcome.targets().stream().noneMatch(target -> target.target().equals(name))) {
            return name + ": the past does not tell its instances, so tasks find room whenever they start";
        }
        return ("%s: its instances come and go as its policy has them, or as on record where it has none; a launch takes %s, an"
                        + " end %s; services that no policy names, and standalone tasks, want what they did")
                .formatted(
                        name, cluster.launches().startup(), cluster.launches().stopping());
    }

    private List<String> assumptions(
            Past past, List<Subject> subjects, List<ClusterSubject> clusters, ClosedLoop.Outcome outcome) {
        var said = new ArrayList<>(past.notes());
        for (var subject : subjects) {
            var objective = subject.objective();
            said.add("%s: %s is taken as %s; one unit is to carry %.4g of it, and serves %.4g at most"
                    .formatted(
                            subject.target().text(),
                            objective.metric().alias(),
                            objective.feedback().text(),
                            objective.loadPerUnit(),
                            objective.mostPerUnit()));
            if (subject.assumed().isPresent() && !(objective.feedback() instanceof Feedback.Total)) {
                said.add("%s: what the past shows is taken as that of %.4g units (--running says otherwise)"
                        .formatted(subject.target().text(), subject.assumed().getAsDouble()));
            }
        }
        subjects.stream().map(Trial::follows).distinct().forEach(said::add);
        clusters.forEach(cluster -> said.add(follows(cluster, outcome)));
        outcome.housing()
                .forEach(cluster ->
                        said.add(("%s: its instances come, drain and go as they did on record, under every policy;"
                                        + " a task starts on the one with the fewest of its service that has room, or waits")
                                .formatted(cluster)));
        said.add("prices: " + settings.prices().described());
        return said;
    }
}
