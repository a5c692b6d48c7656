package io.tidegate.deploy.whatif;

import io.tidegate.deploy.whatif.measure.Yardstick;
import io.tidegate.deploy.whatif.plant.Plant;
import io.tidegate.deploy.whatif.plant.PlantEstimate;
import io.tidegate.deploy.whatif.simulation.ClusterSubject;
import io.tidegate.deploy.whatif.simulation.Subject;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.demand.Feedback;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a trial is about: each target and cluster with how it follows orders and what it is held against, the same for all variants.
 *
 * @param tellsCapacity whether the past does
 * @param given says what a unit is to carry, whatever the variants say; empty for what they say
 */
record Subjects(Trial trial, boolean tellsCapacity, PlantEstimate plants, Optional<CapacityPolicy> given) {

    /** Targets of all variants. */
    List<Subject> subjects() {
        var subjects = new TreeMap<String, Subject>();
        for (var policy : trial.policies()) {
            for (var target : policy.targets()) {
                subjects.computeIfAbsent(target.text(), _ -> {
                    var plant = plants.of(target.text())
                            .but(trial.settings().startup(), trial.settings().stopping());
                    return subject(target, plant);
                });
            }
        }
        return List.copyOf(subjects.values());
    }

    // The same for all that drive it: what they are held against first says how much a unit is to carry.
    private Subject subject(Target target, Plant plant) {
        var settings = trial.settings();
        var driving = trial.policies().stream()
                .filter(policy -> policy.targets().contains(target))
                .toList();
        var judge = given.orElseGet(driving::getLast);
        var objective = Stream.concat(given.stream(), driving.reversed().stream())
                .flatMap(policy -> trial.objective(policy).stream())
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

    // Of all of them: the best course is one that each of them might have had.
    private static Bounds range(List<CapacityPolicy> driving, int start) {
        int min = driving.stream().mapToInt(Subjects::least).min().orElseThrow();
        int max =
                driving.stream().mapToInt(policy -> policy.bounds().max()).max().orElseThrow();
        return new Bounds(min, Math.max(max, start));
    }

    // Schedules may go below the usual minimum.
    private static int least(CapacityPolicy policy) {
        return policy.schedule().isEmpty() ? policy.bounds().min() : 0;
    }

    /** Clusters whose instances are simulated. */
    List<ClusterSubject> clusters() {
        var settings = trial.settings();
        return trial.clusterTargets().stream()
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
}
