package io.tidegate.streams.cluster;

import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Capacity by reservation, as a capacity provider with managed scaling decides it: one reading a minute of
 * {@code M / N x 100}, instances needed by instances there are, kept at a target. Pure.
 *
 * <p>Out at once, by at least {@code minStep} and at most {@code maxStep}, but not while an instance warms up. In after 15
 * readings below the target in a row, by 1 up to less than half of the group; a reading that is not below starts anew.
 */
public final class Reservation {
    // Amazon ECS developer guide, "Managed scaling behavior": the low alarm needs 15 one-minute readings.
    static final int PATIENCE = 15;

    // Amazon ECS, "Deep dive on cluster auto scaling": from zero it reads 200, however many are needed.
    private static final double FROM_ZERO = 200;

    private Reservation() {}

    /**
     * CapacityProviderReservation.
     *
     * @param needed M: the instances that the tasks need, 0 or more
     * @param running N: the instances that run, 0 or more
     * @return percent; 100 when there is nothing and nothing is needed
     */
    public static double percent(int needed, int running) {
        if (running == 0) {
            return needed == 0 ? 100 : FROM_ZERO;
        }
        return needed * 100.0 / running;
    }

    /**
     * M for a fleet: the instances there are, less those that are empty, or with those that tasks without a place need. Daemons
     * alone leave an instance empty; tasks that no instance could hold are not counted.
     */
    public static int needed(Fleet fleet) {
        int missing = Fit.of(fleet.arrived(), ClusterPolicy.Buffer.NONE).instances();
        long empty = fleet.instances().stream()
                .filter(instance -> instance.takesTasks() && fleet.isEmpty(instance))
                .count();
        return missing > 0 ? running(fleet) + missing : running(fleet) - (int) empty;
    }

    /** N for a fleet: the instances that can take tasks. */
    public static int running(Fleet fleet) {
        return (int) fleet.instances().stream().filter(Instance::takesTasks).count();
    }

    /** The instances at which the reading is at the target: {@code ceil(M x 100 / target)}. */
    public static int steady(int needed, double target) {
        return (int) Math.ceil(needed * 100 / target - 1e-9); // 9 x 100 / 90 is 10, whatever the last bit says.
    }

    /** How many a scale-out adds when {@code calculated} are missing. */
    public static int step(int calculated, ClusterPolicy.Reservation policy) {
        return Math.clamp(calculated, policy.minStep(), policy.maxStep());
    }

    /**
     * A reading.
     *
     * @param needed M
     * @param running N
     * @param desired of the group
     * @param warming whether an instance is on its way, or younger than the warm-up
     */
    public record Reading(int needed, int running, int desired, boolean warming) {}

    /**
     * What a reading leads to.
     *
     * @param low readings below the target in a row; the only state there is
     * @param limit what kept it from what the reading asked for; null when nothing did
     */
    public record Answer(
            int desired, int low, double percent, @Nullable Limit limit, String explanation) {}

    /** The answer to the next reading, a minute after the one that left {@code low}. */
    public static Answer answer(int low, Reading reading, ClusterPolicy.Reservation policy, Bounds bounds) {
        double percent = percent(reading.needed, reading.running);
        if (percent > policy.target()) {
            return out(percent, reading, policy, bounds);
        }
        if (percent == policy.target() || reading.running == 0) {
            return bounded(reading.desired, 0, percent, bounds, "the reservation is at its target");
        }
        int now = low + 1;
        if (now < PATIENCE) {
            return bounded(reading.desired, now, percent, bounds, "below the target for %d of 15 min".formatted(now));
        }
        return in(now, percent, reading, policy, bounds);
    }

    private static Answer out(double percent, Reading reading, ClusterPolicy.Reservation policy, Bounds bounds) {
        if (reading.warming) {
            return new Answer(reading.desired, 0, percent, Limit.LAUNCHING, "an instance is warming up");
        }
        // From zero the reading says 200 %, that is two instances, and not how many are needed.
        int wanted = reading.running == 0 ? 2 : steady(reading.needed, policy.target());
        int added = step(Math.max(1, wanted - reading.running), policy);
        int desired = Math.max(reading.desired, reading.running + added);
        return bounded(desired, 0, percent, bounds, "%d more instances".formatted(added));
    }

    private static Answer in(
            int low, double percent, Reading reading, ClusterPolicy.Reservation policy, Bounds bounds) {
        int surplus = reading.running - steady(reading.needed, policy.target());
        int most = Math.max(1, (reading.running - 1) / 2); // Below half of the group, and never nothing.
        int removed = Math.min(surplus, most);
        if (removed <= 0) {
            return bounded(reading.desired, low, percent, bounds, "no whole instance is spare");
        }
        return bounded(reading.running - removed, low, percent, bounds, "%d instances are spare".formatted(surplus));
    }

    private static Answer bounded(int desired, int low, double percent, Bounds bounds, String explanation) {
        int bounded = bounds.clamp(desired);
        if (bounded == desired) {
            return new Answer(desired, low, percent, null, explanation);
        }
        boolean raised = bounded > desired;
        return new Answer(
                bounded,
                low,
                percent,
                raised ? Limit.MIN : Limit.MAX,
                "%s, but %s is %d".formatted(explanation, raised ? "min" : "max", bounded));
    }
}
