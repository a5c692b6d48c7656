package io.tidegate.deploy.whatif.simulation;

import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.deploy.whatif.measure.Meter;
import io.tidegate.deploy.whatif.plant.ClusterCourse;
import io.tidegate.deploy.whatif.plant.Moment;
import io.tidegate.deploy.whatif.plant.SimulatedCluster;
import io.tidegate.deploy.whatif.report.Course;
import io.tidegate.deploy.whatif.simulation.Passage.Setting;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.policy.ClusterPolicy;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The instances under one cluster under one policy: as on record, or, where they are to be simulated, as a cluster policy has them from
 * the moment on that AWS first told of them. Not thread-safe.
 */
final class ClusterSeat implements Place {
    private final String name;
    private final Optional<ClusterSubject> subject;
    private final ClusterCourse course = new ClusterCourse();
    private final SimulatedCluster cluster;
    private final SortedSet<String> targets = new TreeSet<>();
    private final long seed;
    private final long measuredFrom;
    private final Log log;
    private @Nullable ClusterPolicy policy;
    private boolean own;
    private @Nullable Meter meter;
    private @Nullable Moment stands;
    private long observeAt = Long.MAX_VALUE;
    private long comparedAt;
    private int recordedCount;
    private double simulatedError;
    private double recorded;

    ClusterSeat(String name, Optional<ClusterSubject> subject, Setting setting) {
        this.name = name;
        this.subject = subject;
        this.cluster = new SimulatedCluster(subject.map(_ -> course));
        this.seed = setting.seed() ^ name.hashCode();
        this.measuredFrom = setting.measuredFrom();
        this.log = new Log(setting.detailed());
    }

    /** Whether its instances are simulated, and measured. */
    boolean isSubject() {
        return subject.isPresent();
    }

    /** Targets on it. */
    SortedSet<String> targets() {
        return Collections.unmodifiableSortedSet(targets);
    }

    /** A policy decides its instances: one that is tried, or the one on record. */
    void under(ClusterPolicy next, boolean tried) {
        policy = next;
        own = tried;
    }

    /** A target's tasks run on it from now on. */
    void houses(String target, Seat seat, ObservedCluster.Workload as, ObservedCluster seen, long at) {
        seat.moveIn(cluster, as, seen, isSubject(), at);
        targets.add(target);
    }

    /** AWS told of its instances. */
    void observed(ObservedCluster seen, long at) {
        cluster.advance(at);
        compare(at);
        cluster.observed(seen, at);
        subject.filter(_ -> !cluster.isDriven() && isDriving(seen))
                .ifPresent(simulated -> cluster.drive(simulated.launches(), simulated.tasks(), seed, at));
        recordedCount = (int) seen.instances().stream()
                .filter(instance -> !instance.leaving())
                .count();
        measure(at);
    }

    // Where ECS scales the group by itself a policy does nothing: on record it did not, and what is tried stands in its
    // stead.
    private boolean isDriving(ObservedCluster seen) {
        return policy != null
                && policy.enabled()
                && !policy.execution().dryRun()
                && (own
                        || seen.provider()
                                .filter(ObservedCluster.CapacityProvider::managedScaling)
                                .isEmpty());
    }

    @Override
    public String target() {
        return name;
    }

    // A cluster is a domain of its own, with the services on it.
    @Override
    public String domain() {
        return name;
    }

    @Override
    public long wake() {
        return Math.min(observeAt, cluster.nextChange());
    }

    @Override
    public List<Observation> advance(long now) {
        cluster.advance(now);
        measure(now);
        if (now < observeAt) {
            return List.of();
        }
        observeAt = now + Seat.RENEWED_EVERY;
        return List.of(new Observation.Cluster(cluster.shown()));
    }

    // What changed is seen when the inventory asks next.
    private void measure(long now) {
        if (cluster.isDriven() && course.takeChanged()) {
            observeAt = Math.min(observeAt, Seat.nextLook(now));
        }
        subject.ifPresent(simulated -> {
            for (var moment : course.takeMoments()) {
                if (meter == null) {
                    meter = new Meter(simulated.yardstick(), moment.running());
                }
                passes(moment);
            }
        });
    }

    private void passes(Moment moment) {
        if (stands != null && stands.equals(moment)) {
            return;
        }
        until(moment.at());
        stands = moment;
        log.stands(moment.at(), moment.desired(), moment.running());
        log.reads(moment.at(), moment.load());
    }

    private void until(long at) {
        if (meter == null || stands == null) {
            return;
        }
        long from = Math.max(stands.at(), measuredFrom);
        if (from < at) {
            meter.passes(from, at, stands.load(), stands.least(), false, stands.running(), stands.billed());
        }
    }

    /** Nothing more happens. */
    void end(long at) {
        cluster.advance(at);
        compare(at);
        measure(at);
        until(at);
        stands = null;
    }

    private void compare(long at) {
        if (cluster.isDriven() && comparedAt < at) {
            double length = at - (double) comparedAt;
            double mean = course.occupancy().mean(comparedAt, at);
            simulatedError += Math.abs(mean - recordedCount) * length;
            recorded += recordedCount * length;
            course.occupancy().forget(at);
        }
        comparedAt = at;
    }

    /** Distance from the instances on record, over time, and these; 0 where they are those on record. */
    double error() {
        return simulatedError;
    }

    double recorded() {
        return recorded;
    }

    @Override
    public boolean takes(Order order) {
        return cluster.isDriven()
                && (order instanceof Order.Capacity
                        || order instanceof Order.Drain
                        || order instanceof Order.Terminate);
    }

    @Override
    public void carryOut(Order order, long now) {
        cluster.advance(now);
        int before = cluster.desired();
        cluster.carryOut(order, now);
        if (meter != null && now >= measuredFrom) {
            meter.acts(before, cluster.desired());
        }
        measure(now);
    }

    @Override
    public void calls(int made, int heldUp, long now) {
        if (meter != null && now >= measuredFrom) {
            meter.calls(made, heldUp);
        }
    }

    @Override
    public void decided(Instant at, int from, int to, String outcome, String reason) {
        log.acts(at, from, to, outcome, reason);
    }

    /** What became of it; empty when AWS never told of its instances. */
    Optional<Course> course() {
        return Optional.ofNullable(meter).map(Meter::measures).map(this::course);
    }

    private Course course(Measures measures) {
        return new Course(log.stands(), log.readings(), log.acts(), measures);
    }
}
