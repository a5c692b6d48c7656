package io.tidegate.deploy.whatif.simulation;

import io.tidegate.deploy.whatif.measure.OptimalCourse;
import io.tidegate.deploy.whatif.past.Past;
import io.tidegate.deploy.whatif.report.Course;
import io.tidegate.deploy.whatif.report.Demand;
import io.tidegate.deploy.whatif.report.Stand;
import io.tidegate.deploy.whatif.report.TargetOutcome;
import io.tidegate.deploy.whatif.report.Unit;
import io.tidegate.deploy.whatif.simulation.Passage.Setting;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Goes through a past once, under several policies at a time, each closed loop: what its capacity does to the metrics is what its
 * deciders see. Pure: the same past, subjects, variants and seed give the same course. Not thread-safe, for one run.
 */
public final class ClosedLoop {
    private final List<Subject> subjects;
    private final List<ClusterSubject> clusters;
    private final List<Variant> variants;
    private final long seed;
    private final boolean detailed;

    /** Runs {@code variants} over targets and clusters; with {@code detailed} it keeps their courses, for a report. */
    public ClosedLoop(
            List<Subject> subjects,
            List<ClusterSubject> clusters,
            List<Variant> variants,
            long seed,
            boolean detailed) {
        this.subjects = List.copyOf(subjects);
        this.clusters = List.copyOf(clusters);
        this.variants = List.copyOf(variants);
        this.seed = seed;
        this.detailed = detailed;
    }

    /**
     * What came of it.
     *
     * @param from first moment of the past
     * @param to last one
     * @param errors by label of those whose capacity can be held against the one on record: distance as a share of it
     * @param housing clusters under services, whose instances are those on record
     */
    public record Outcome(
            Instant from,
            Instant to,
            List<TargetOutcome> targets,
            Map<String, OptionalDouble> errors,
            SortedSet<String> housing) {}

    /**
     * Runs.
     *
     * @throws IllegalArgumentException when nothing happened
     */
    public Outcome run(Past past) {
        return run(past, Instant.MIN);
    }

    /** The same; what happens before {@code measuredFrom} is simulated, and counts in no measure. */
    public Outcome run(Past past, Instant measuredFrom) {
        long from = measuredFrom.equals(Instant.MIN) ? Long.MIN_VALUE : measuredFrom.toEpochMilli();
        var setting = new Setting(subjects, clusters, seed, !past.hasTicks(), detailed, from);
        var passages =
                variants.stream().map(variant -> new Passage(setting, variant)).toList();
        try (var crew = new Crew(passages)) {
            past.each(crew::take);
            crew.finish();
        }
        passages.forEach(Passage::end);
        return outcome(passages);
    }

    private Outcome outcome(List<Passage> passages) {
        var outcomes = new ArrayList<TargetOutcome>();
        for (var subject : subjects) {
            String target = subject.target().text();
            var courses = new TreeMap<String, Course>();
            passages.forEach(
                    passage -> courses.put(passage.label(), passage.seat(target).course()));
            // What was asked is the same for all of them.
            var asked = passages.getFirst().stretches(target);
            outcomes.add(new TargetOutcome(
                    target,
                    unit(subject.target()),
                    subject.objective().metric().alias(),
                    demand(asked),
                    courses,
                    asked.isEmpty() || isPaidElsewhere(passages, target)
                            ? Optional.empty()
                            : Optional.of(optimum(subject, asked))));
        }
        clusters.forEach(cluster -> outcome(passages, cluster.target().text()).ifPresent(outcomes::add));
        var errors = new TreeMap<String, OptionalDouble>();
        passages.forEach(passage -> errors.put(passage.label(), passage.error()));
        var any = passages.getFirst();
        return new Outcome(
                Instant.ofEpochMilli(any.first()), Instant.ofEpochMilli(any.last()), outcomes, errors, housing(any));
    }

    private static boolean isPaidElsewhere(List<Passage> passages, String target) {
        return passages.stream().anyMatch(passage -> passage.seat(target).isPaidElsewhere());
    }

    // What is asked of instances is what a policy's own tasks take.
    private static Optional<TargetOutcome> outcome(List<Passage> passages, String cluster) {
        var courses = new TreeMap<String, Course>();
        for (var passage : passages) {
            Objects.requireNonNull(passage.clusters().find(cluster), cluster)
                    .course()
                    .ifPresent(course -> courses.put(passage.label(), course));
        }
        return courses.isEmpty()
                ? Optional.empty()
                : Optional.of(new TargetOutcome(
                        cluster, Unit.INSTANCE, "its tasks, in instances", List.of(), courses, Optional.empty()));
    }

    private static SortedSet<String> housing(Passage passage) {
        var names = new TreeSet<String>();
        passage.clusters().all().stream()
                .filter(cluster -> !cluster.isSubject() && !cluster.targets().isEmpty())
                .forEach(cluster -> names.add(cluster.target()));
        return names;
    }

    private static List<Demand> demand(List<Stretch> asked) {
        return asked.stream()
                .map(stretch -> new Demand(Instant.ofEpochMilli(stretch.from()), stretch.load(), stretch.censored()))
                .toList();
    }

    // From what ran when the first of them began.
    private static Course optimum(Subject subject, List<Stretch> all) {
        var start = all.getFirst().running();
        var best =
                new OptimalCourse(subject.yardstick(), Double.isNaN(start) ? subject.start() : (int) Math.round(start));
        all.forEach(stretch -> best.passes(stretch.from(), stretch.to(), stretch.load(), stretch.censored()));
        var stands = best.steps().stream()
                .map(step -> new Stand(Instant.ofEpochMilli(step.atMillis()), step.billed(), step.running()))
                .toList();
        return new Course(stands, List.of(), List.of(), best.measures());
    }

    private static Unit unit(Target target) {
        return switch (target) {
            case Target.EcsService _ -> Unit.TASK;
            case Target.Group _ -> Unit.INSTANCE;
            default -> Unit.UNIT;
        };
    }
}
