package io.tidegate.deploy.whatif.simulation;

import io.tidegate.deploy.whatif.past.Happened;
import io.tidegate.deploy.whatif.plant.SimulatedCluster;
import io.tidegate.streams.journal.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of one policy through the past: what the past tells of each target, and what becomes of it. Not thread-safe. */
final class Passage implements Consumer<Happened> {
    private final Setting setting;
    private final Variant variant;
    private final Map<String, Recording> recordings = new HashMap<>(); // Looked up only.
    private final Set<String> clusters = new HashSet<>(); // Looked up only.
    private final Map<String, List<Stretch>> stretches = new TreeMap<>();
    private @Nullable Contender contender;
    private long first;
    private long last;

    /**
     * What is the same for every policy.
     *
     * @param clusters whose instances are simulated
     * @param ownClock whether the past has no ticks
     * @param detailed whether courses are kept, for a report
     * @param measuredFrom before which nothing counts in a measure, in epoch milliseconds
     */
    record Setting(
            List<Subject> subjects,
            List<ClusterSubject> clusters,
            long seed,
            boolean ownClock,
            boolean detailed,
            long measuredFrom) {}

    Passage(Setting setting, Variant variant) {
        this.setting = setting;
        this.variant = variant;
        setting.subjects().forEach(subject -> recordings.put(subject.target().text(), new Recording(subject)));
        setting.subjects()
                .forEach(subject ->
                        ClusterSubject.under(subject.target()).ifPresent(cluster -> clusters.add(cluster.text())));
        setting.clusters().forEach(subject -> clusters.add(subject.target().text()));
    }

    @Override
    public void accept(Happened happened) {
        if (!isOfSubjects(happened.input())) {
            return;
        }
        if (contender == null) {
            first = happened.at();
            contender = begin(happened);
        }
        last = Math.max(last, happened.at());
        if (happened.input() instanceof Input.Observed observed
                && observed.observation() instanceof Input.Observation.Capacity seen) {
            observed(contender, observed.target(), happened.at(), seen);
        }
        if (happened.input() instanceof Input.Measured measured) {
            measured.targets().forEach(target -> measured(recordings.get(target), measured));
        }
        contender.take(happened, recordings);
        if (happened.input() instanceof Input.Measured measured) {
            for (var target : measured.targets()) {
                pass(contender, target, happened.at());
            }
        }
    }

    private boolean isOfSubjects(Input input) {
        return switch (input) {
            case Input.Measured measured -> isAnyOf(measured.targets());
            case Input.Observed observed -> recordings.containsKey(observed.target()) || isOfCluster(observed);
            case Input.PolicyChanged changed -> isAnyOf(changed.targets()) || isOfInstances(changed);
            case Input.Overridden _ -> true;
            case Input.Ticked _ -> contender != null;
            case Input.Settled _, Input.Noticed _, Input.Fired _, Input.Other _ -> false;
        };
    }

    private boolean isOfCluster(Input.Observed observed) {
        return clusters.contains(observed.target())
                && observed.observation() instanceof Input.Observation.Cluster(var seen)
                && SimulatedCluster.tellsRoom(seen);
    }

    private boolean isOfInstances(Input.PolicyChanged changed) {
        return setting.clusters().stream()
                .anyMatch(subject -> changed.targets().contains(subject.target().text()));
    }

    private boolean isAnyOf(List<String> targets) {
        for (var target : targets) {
            if (recordings.containsKey(target)) {
                return true;
            }
        }
        return false;
    }

    private Contender begin(Happened happened) {
        var seats = new TreeMap<String, Seat>();
        for (var subject : setting.subjects()) {
            seats.put(subject.target().text(), new Seat(subject, happened.at(), setting));
        }
        return new Contender(variant, seats, happened.at() / 1000 * 1000, setting);
    }

    // A course begins with what ran, as soon as the past tells.
    private void observed(Contender driver, String target, long at, Input.Observation.Capacity seen) {
        var recording = recordings.get(target);
        if (recording != null && recording.observed(at, seen)) {
            driver.begin(target, seen.running(), at);
        }
    }

    private static void measured(@Nullable Recording recording, Input.Measured measured) {
        if (recording != null && recording.isOfLoad(measured)) {
            recording.measured(measured);
        }
    }

    private void pass(Contender driver, String target, long now) {
        var recording = recordings.get(target);
        if (recording == null) {
            return;
        }
        for (var stretch : recording.complete(now)) {
            if (stretch.from() < setting.measuredFrom()) {
                continue;
            }
            driver.seat(target).passes(stretch);
            if (setting.detailed()) {
                stretches.computeIfAbsent(target, _ -> new ArrayList<>()).add(stretch);
            }
        }
    }

    /**
     * Nothing more happens.
     *
     * @throws IllegalArgumentException when nothing ever did
     */
    void end() {
        var driver = contender;
        if (driver == null) {
            throw new IllegalArgumentException("the past must hold at least one reading of the targets, held none");
        }
        driver.advance(last);
        setting.subjects().forEach(subject -> pass(driver, subject.target().text(), Long.MAX_VALUE));
        driver.clusters().all().forEach(cluster -> cluster.end(last));
    }

    String label() {
        return variant.label();
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    Seat seat(String target) {
        return Objects.requireNonNull(contender).seat(target);
    }

    /** The clusters under its targets, and those that are simulated. */
    Clusters clusters() {
        return Objects.requireNonNull(contender).clusters();
    }

    /** What was asked of a target, where courses are kept. */
    List<Stretch> stretches(String target) {
        return stretches.getOrDefault(target, List.of());
    }

    /** Distance of its capacity from the one on record, as a share of that; empty where the past does not tell it. */
    OptionalDouble error() {
        double error = 0;
        double recorded = 0;
        for (var subject : setting.subjects()) {
            var seat = seat(subject.target().text());
            error += seat.error();
            recorded += seat.recorded();
        }
        for (var cluster : clusters().all()) {
            error += cluster.error();
            recorded += cluster.recorded();
        }
        return recorded > 0 ? OptionalDouble.of(error / recorded) : OptionalDouble.empty();
    }
}
