package io.tidegate.deploy.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What goes wrong, as the seed draws it: which kinds at all, how often each, and when. Nothing goes wrong any more from a
 * given time on.
 */
final class Faults {
    /** So much is a process stopped for when another is to take over: longer than a session. */
    private static final Duration PAST_THE_SESSION = Duration.ofSeconds(17);

    private final RandomGenerator random;
    private final Scheduler scheduler;
    private final Trace trace;
    private final Instant end;
    private final Map<Fate, Double> rates = new EnumMap<>(Fate.class);
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final SortedMap<String, Long> injected = new TreeMap<>();

    /** Faults that are not a fate of a call to AWS. */
    enum Kind {
        EXECUTOR_KILLED,
        EXECUTOR_RESTARTED,
        EXECUTOR_STOPPED,
        EXECUTOR_REPLACED,
        ZOMBIE,
        CUT_OFF_FROM_KAFKA,
        PARTITION_MOVED,
        DECIDER_KILLED,
        DECIDER_STOPPED,
        CLOCK_SKEWED,
        OBSERVATION_LOST,
        OBSERVATION_DELAYED,
        OBSERVATION_DOUBLED,
        SAMPLE_LOST,
        SAMPLE_DELAYED,
        SAMPLE_DOUBLED,
        OUTCOME_DELAYED,
        COMMAND_DOUBLED,
        FOREIGN_WRITE
    }

    Faults(RandomGenerator random, Scheduler scheduler, Trace trace, Instant end) {
        this.random = random;
        this.scheduler = scheduler;
        this.trace = trace;
        this.end = end;
        for (var kind : Kind.values()) {
            if (random.nextBoolean()) {
                kinds.add(kind);
            }
        }
        for (var fate : Fate.values()) {
            if (fate != Fate.OK && random.nextInt(5) < 2) {
                rates.put(fate, random.nextDouble(0.02, fate == Fate.STALE ? 0.3 : 0.12));
            }
        }
    }

    boolean isOver() {
        return !scheduler.now().isBefore(end);
    }

    Instant end() {
        return end;
    }

    /** Whether a fault of the kind happens here; at most once in {@code oneIn} times. */
    boolean strikes(Kind kind, int oneIn) {
        boolean strikes = kinds.contains(kind) && !isOver() && random.nextInt(oneIn) == 0;
        if (strikes) {
            count(kind.name());
        }
        return strikes;
    }

    boolean has(Kind kind) {
        return kinds.contains(kind);
    }

    void count(String kind) {
        injected.merge(kind, 1L, Long::sum);
        trace.add("fault", kind);
    }

    SortedMap<String, Long> injected() {
        return injected;
    }

    int millis(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    RandomGenerator random() {
        return random;
    }

    Duration latency() {
        return Duration.ofMillis(random.nextInt(50) == 0 ? millis(200, 1_500) : millis(3, 40));
    }

    /** Later than a call's time, sooner than the next decision's. */
    Duration beyondTheTimeout() {
        return Duration.ofMillis(millis(5_500, 12_000));
    }

    boolean isOutWhenItsProcessDies() {
        return random.nextBoolean();
    }

    boolean hasStaleReads() {
        return rates.containsKey(Fate.STALE) && !isOver();
    }

    Duration staleness() {
        return Duration.ofMillis(millis(500, 4_000));
    }

    /** Between the permission to call and the call: here a process may stop, and be taken for dead. */
    void beforeTheWire(SimulatedProcess process) {
        if (isExecutor(process) && !process.isStopped() && strikes(Kind.ZOMBIE, 6)) {
            stopPastTheSession(process);
        }
    }

    /** Stops it for so long that another takes over; no longer than faults last. */
    void stopPastTheSession(SimulatedProcess process) {
        var stop = PAST_THE_SESSION.plusMillis(millis(0, 10_000));
        var left = Duration.between(scheduler.now(), end);
        process.stop();
        trace.add(process.toString(), "stopped");
        scheduler.after(stop.compareTo(left) < 0 ? stop : left, () -> {
            trace.add(process.toString(), "woken");
            process.wake();
        });
    }

    private static boolean isExecutor(SimulatedProcess process) {
        return process.toString().startsWith("executor");
    }

    Fate fate(SimulatedProcess process, Call call) {
        if (isOver() || process.toString().startsWith("foreign")) {
            return Fate.OK;
        }
        double draw = random.nextDouble();
        for (var rate : rates.entrySet()) {
            boolean fits = call.changes() ? rate.getKey() != Fate.STALE : !isAboutEffect(rate.getKey());
            draw -= rate.getValue();
            if (draw < 0) {
                if (fits) {
                    count(rate.getKey().name());
                    return rate.getKey();
                }
                return Fate.OK;
            }
        }
        return Fate.OK;
    }

    private static boolean isAboutEffect(Fate fate) {
        return switch (fate) {
            case FAILED_AFTER_EFFECT, HUNG_AFTER_EFFECT, CUT_AFTER_EFFECT, LATE -> true;
            case OK, THROTTLED, FAILED, HUNG, STALE -> false;
        };
    }
}
