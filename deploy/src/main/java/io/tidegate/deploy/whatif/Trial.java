package io.tidegate.deploy.whatif;

import io.tidegate.deploy.whatif.demand.Objective;
import io.tidegate.deploy.whatif.measure.Yardstick;
import io.tidegate.deploy.whatif.past.Past;
import io.tidegate.deploy.whatif.plant.PlantEstimate;
import io.tidegate.deploy.whatif.price.Prices;
import io.tidegate.deploy.whatif.report.WhatIf;
import io.tidegate.deploy.whatif.simulation.ClosedLoop;
import io.tidegate.deploy.whatif.simulation.ClusterSubject;
import io.tidegate.deploy.whatif.simulation.Variant;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.demand.Feedbacks;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some policies tried on a past.
 *
 * @param variants the candidate first; what it is held against second
 * @param ran label of the variant that really ran; empty when none did
 */
public record Trial(List<Variant> variants, Optional<String> ran, Settings settings) {
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
    public record Part(Instant measuredFrom, PlantEstimate plants, Policy judge) {
        private Optional<CapacityPolicy> capacityJudge() {
            return judge instanceof CapacityPolicy policy ? Optional.of(policy) : Optional.empty();
        }
    }

    /**
     * Runs it.
     *
     * @throws IllegalArgumentException when a policy does not say how much a unit is to carry, naming it
     */
    public WhatIf on(Past past) {
        return on(past, Instant.MIN, new Subjects(this, past.tellsCapacity(), plants(past), Optional.empty()));
    }

    /** The same as a part of a larger trial. */
    public WhatIf on(Past past, Part part) {
        var subjects = new Subjects(this, past.tellsCapacity(), part.plants(), part.capacityJudge());
        return on(past, part.measuredFrom(), subjects);
    }

    private WhatIf on(Past past, Instant measuredFrom, Subjects from) {
        var subjects = from.subjects();
        var clusters = from.clusters();
        var outcome = new ClosedLoop(subjects, clusters, variants, settings.seed(), settings.detailed())
                .run(past, measuredFrom);
        if (outcome.targets().isEmpty()) {
            throw new IllegalArgumentException("the past must tell the instances of %s, told none"
                    .formatted(clusters.stream()
                            .map(cluster -> cluster.target().text())
                            .collect(Collectors.joining(", "))));
        }
        var honesty = new Caveats(this, past, subjects, clusters, outcome).honesty();
        var labels = variants.stream().map(Variant::label).toList();
        return new WhatIf(
                outcome.from(), outcome.to(), settings.prices().currency(), labels, outcome.targets(), honesty);
    }

    /** How the targets follow orders, as far as a past tells. */
    public PlantEstimate plants(Past past) {
        var estimate = new PlantEstimate(Stream.concat(
                        targets().map(Target::text), clusterTargets().stream().map(Target::text))
                .toList());
        boolean wanted = settings.startup().isEmpty()
                || settings.stopping().isEmpty()
                || !clusterTargets().isEmpty();
        if (wanted && past.tellsOrders()) {
            past.readOrders(happened -> estimate.take(happened.at(), happened.input()));
        }
        return estimate;
    }

    // Those of its policies, and those under its services.
    List<Target.Cluster> clusterTargets() {
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

    /** Of all variants. */
    public List<CapacityPolicy> policies() {
        return variants.stream().flatMap(variant -> variant.policies().stream()).toList();
    }

    Optional<Objective> objective(CapacityPolicy policy) {
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
}
