package io.tidegate.deploy.whatif.simulation;

import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.deploy.whatif.measure.Meter;
import io.tidegate.deploy.whatif.measure.Yardstick;
import io.tidegate.deploy.whatif.plant.SimulatedCluster;
import io.tidegate.deploy.whatif.plant.SimulatedTarget;
import io.tidegate.deploy.whatif.plant.SimulatedUnits;
import io.tidegate.deploy.whatif.plant.Tenant;
import io.tidegate.deploy.whatif.report.Course;
import io.tidegate.deploy.whatif.simulation.Passage.Setting;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.demand.Feedback;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One target under one policy: its course so far, and what its metrics would be. Not thread-safe. */
final class Seat implements Place {
    // As often as the inventory asks by default, and at least as often as an observation must be renewed.
    private static final long OBSERVED_EVERY = 5_000;
    static final long RENEWED_EVERY = 60_000;
    private static final long REMEMBERED = 2 * 3_600_000L;

    final Subject subject;
    private final Log log;
    private final Map<String, Optional<Feedback>> feedbacks = new HashMap<>(); // Looked up only, by series.
    private final long seed;
    private final long measuredFrom;
    private SimulatedUnits plant;
    private int shown;
    private Yardstick yardstick;
    private boolean paidElsewhere;
    private Meter meter;
    private @Nullable CapacityPolicy policy;
    private long observeAt;
    private double waitedBefore;
    private double waiting;
    private long counted = Long.MIN_VALUE;
    private double simulatedError;
    private double recorded;

    Seat(Subject subject, long at, Setting setting) {
        this.subject = subject;
        this.measuredFrom = setting.measuredFrom();
        this.seed = setting.seed() ^ subject.target().text().hashCode();
        this.log = new Log(setting.detailed());
        this.plant = plant(subject.start(), at);
        this.yardstick = subject.yardstick();
        this.meter = new Meter(yardstick, subject.start());
        begin(subject.start(), at);
    }

    /** Its course begins with so many units at work. */
    void begin(int running, long at) {
        if (plant instanceof Tenant tenant) {
            tenant.begin(running, running, at);
        } else {
            plant = plant(running, at);
        }
        meter = new Meter(yardstick, running);
        observeAt = at;
        shown = running;
        log.stands(at, running, running);
    }

    /** From now on its tasks find room on the instances of a cluster, or wait; where these are paid for, no task is paid twice. */
    void moveIn(
            SimulatedCluster cluster, ObservedCluster.Workload as, ObservedCluster seen, boolean paidThere, long at) {
        plant = cluster.house(as, seen, subject.plant(), seed, plant, at);
        if (paidThere) {
            paidElsewhere = true;
            yardstick = yardstick.paidElsewhere();
            meter = new Meter(yardstick, plant.running());
        }
        seenSoon(at);
    }

    /** Whether its tasks cost nothing beside the instances that they run on. */
    boolean isPaidElsewhere() {
        return paidElsewhere;
    }

    boolean isHoused() {
        return plant instanceof Tenant;
    }

    private SimulatedTarget plant(int running, long at) {
        return new SimulatedTarget(subject.plant(), seed, subject.bounds(), running, at);
    }

    @Override
    public String target() {
        return subject.target().text();
    }

    @Override
    public String domain() {
        return subject.target().domain();
    }

    @Override
    public void calls(int made, int heldUp, long now) {
        if (now >= measuredFrom) {
            meter.calls(made, heldUp);
        }
    }

    private Measures measures() {
        return meter.measures();
    }

    void under(CapacityPolicy next) {
        policy = next;
        feedbacks.clear();
    }

    /** What became of it. */
    Course course() {
        return new Course(log.stands(), log.readings(), log.acts(), measures());
    }

    // What changes on a cluster, its own seat tells.
    @Override
    public long wake() {
        long changes = isHoused() ? Long.MAX_VALUE : plant.nextChange();
        return policy == null ? changes : Math.min(observeAt, changes);
    }

    @Override
    public List<Observation> advance(long now) {
        plant.advance(now);
        changed(now);
        if (now < observeAt || policy == null) {
            return List.of();
        }
        observeAt = now + RENEWED_EVERY;
        return observations(policy);
    }

    /** Something may have come about; whether it has. */
    boolean changed(long now) {
        boolean changed = plant.running() != shown;
        if (changed) {
            seenSoon(now);
        }
        return changed;
    }

    /** When the inventory asks next. */
    static long nextLook(long now) {
        return (now / OBSERVED_EVERY + 1) * OBSERVED_EVERY;
    }

    private void seenSoon(long now) {
        observeAt = Math.min(observeAt, nextLook(now));
        shown = plant.running();
        log.stands(now, plant.desired(), shown);
    }

    private List<Observation> observations(CapacityPolicy of) {
        var bounds = plant.bounds();
        var scalable = new Observation.ScalableTarget(bounds.min(), bounds.max());
        int desired = plant.desired();
        int running = plant.running();
        int pending = Math.max(0, desired - running);
        return switch (of.kind()) {
            case SERVICE -> {
                var seen = new ArrayList<Observation>();
                seen.add(new Observation.Service("ACTIVE", desired, running, pending, false));
                if (of.via() == Actuation.SCALABLE_TARGET) {
                    seen.add(scalable);
                }
                yield seen;
            }
            case GROUP ->
                List.of(new Observation.Group(
                        bounds.min(), bounds.max(), desired, running, pending, 0, Optional.empty(), false));
            case TARGET -> List.of(scalable);
        };
    }

    @Override
    public boolean takes(Order order) {
        return !(order instanceof Order.OneShot);
    }

    @Override
    public void carryOut(Order order, long now) {
        int before = plant.desired();
        plant.carryOut(order, now);
        if (now >= measuredFrom) {
            meter.acts(before, plant.desired());
        }
        seenSoon(now);
    }

    /** A pane as it would have been; null where there would have been none. */
    @Nullable
    PartialPane seen(Input.Measured input, Recording recording) {
        var pane = input.pane();
        var feedback = feedback(input);
        if (feedback == null || pane.aggregate().isEmpty()) {
            return pane;
        }
        long from = pane.start().toEpochMilli();
        long to = pane.end().toEpochMilli();
        return switch (feedback) {
            case Feedback.Total _ -> pane;
            case Feedback.Shared shared -> {
                double was = recording.running(pane);
                double is = plant.occupancy().mean(from, to);
                yield was > 0 && is > 0 ? pane.times(was / is, shared.most()) : null;
            }
            case Feedback.Backlog(double perUnit) ->
                recording.isOfLoad(input) ? waiting(pane, recording.arrivals(), perUnit) : pane;
        };
    }

    private PartialPane waiting(PartialPane pane, double arrivals, double perUnit) {
        double seconds = pane.length().toMillis() / 1000.0;
        double works =
                plant.occupancy().mean(pane.start().toEpochMilli(), pane.end().toEpochMilli());
        double done = Double.isNaN(works) ? 0 : works * perUnit;
        if (pane.start().toEpochMilli() != counted) {
            waitedBefore = waiting;
            counted = pane.start().toEpochMilli();
        }
        waiting = Math.max(0, waitedBefore + (arrivals - done) * seconds);
        var read = new Aggregate(
                1, waiting, waiting, waiting, waiting, pane.aggregate().lastAt());
        return new PartialPane(pane.start(), pane.length(), pane.origin(), pane.revision(), read, pane.failed());
    }

    private @Nullable Feedback feedback(Input.Measured input) {
        var current = policy;
        return current == null
                ? null
                : feedbacks
                        .computeIfAbsent(input.series().key(), _ -> feedback(current, input.series()))
                        .orElse(null);
    }

    private Optional<Feedback> feedback(CapacityPolicy current, SeriesId series) {
        return current.metrics().stream()
                .filter(metric -> metric.selector().matches(series.name(), series.dimensions()))
                .findFirst()
                .map(metric -> subject.feedbacks().of(current, metric));
    }

    /** What was asked of it. */
    void passes(Stretch stretch) {
        var occupancy = plant.occupancy();
        occupancy.each(
                stretch.from(),
                stretch.to(),
                (from, to, running, billed) ->
                        meter.passes(from, to, stretch.load(), stretch.censored(), running, billed));
        double length = stretch.to() - (double) stretch.from();
        double mean = occupancy.mean(stretch.from(), stretch.to());
        if (!Double.isNaN(stretch.running()) && !Double.isNaN(mean)) {
            simulatedError += Math.abs(mean - stretch.running()) * length;
            recorded += stretch.running() * length;
        }
        log.reads(stretch, subject.objective().feedback(), mean, waiting);
        occupancy.forget(stretch.from() - REMEMBERED);
    }

    /** Distance from the capacity on record, over time, and that capacity; 0 where the past does not tell. */
    double error() {
        return simulatedError;
    }

    double recorded() {
        return recorded;
    }

    @Override
    public void decided(Instant at, int from, int to, String outcome, String reason) {
        log.acts(at, from, to, outcome, reason);
    }
}
