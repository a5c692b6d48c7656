package io.tidegate.deploy.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A process of one machine: can be killed where one of its strands waits, and stopped and woken as by SIGSTOP. */
final class SimulatedProcess {
    private final String name;
    private final Scheduler scheduler;
    private final Machine machine;
    private final Network network;
    private final List<Strand> strands = new ArrayList<>();
    private final List<Runnable> onWake = new ArrayList<>();
    private final Deque<Runnable> deferred = new ArrayDeque<>();
    private boolean alive = true;
    private boolean stopped;
    private boolean closing;
    private int pointsLeft = -1;
    private Runnable atPoint = () -> {};

    SimulatedProcess(String name, Machine machine, Network network) {
        this.name = name;
        this.scheduler = machine.scheduler;
        this.machine = machine;
        this.network = network;
    }

    /** What outlives a process: its clock and its network. */
    static final class Machine {
        private final Scheduler scheduler;
        private Duration skew = Duration.ZERO;
        private Duration leapt = Duration.ZERO;
        private Instant kafkaFrom = Instant.MIN;

        Machine(Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        Instant clock() {
            return scheduler.now().plus(skew);
        }

        void setSkew(Duration other) {
            if (other.compareTo(skew) > 0) {
                leapt = leapt.plus(other).minus(skew);
            }
            skew = other;
        }

        /** How far its clock has leapt ahead by now, all in all. */
        Duration leapt() {
            return leapt;
        }

        /** Cuts it off from Kafka until then. */
        void cutOff(Instant until) {
            kafkaFrom = until;
        }

        boolean reachesKafka() {
            return !scheduler.now().isBefore(kafkaFrom);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Machine machine() {
        return machine;
    }

    Network network() {
        return network;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Starts a thread of it; {@code onEnd} hears what it threw, and that it ended when it was killed. */
    Strand start(Runnable body, Consumer<Optional<Throwable>> onEnd) {
        var strand = new Strand(this, body, onEnd);
        strands.add(strand);
        scheduler.after(Duration.ZERO, strand::start);
        return strand;
    }

    /** Asks it to end in good order. */
    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    void stop() {
        stopped = true;
    }

    /** Does something whenever it is woken, at once. */
    void onWake(Runnable action) {
        onWake.add(action);
    }

    void wake() {
        if (!stopped) {
            return;
        }
        stopped = false;
        onWake.forEach(Runnable::run);
        while (!stopped && !deferred.isEmpty()) {
            deferred.remove().run();
        }
    }

    /** Ends it here and now. */
    void kill() {
        alive = false;
        stopped = false;
        deferred.clear();
        List.copyOf(strands).forEach(Strand::unwind);
    }

    /** Does something to it when its strands have waited that often from now on. */
    void atPoint(int points, Runnable action) {
        pointsLeft = points;
        atPoint = action;
    }

    /** A strand is about to wait. */
    void point() {
        if (pointsLeft > 0 && --pointsLeft == 0) {
            scheduler.after(Duration.ZERO, atPoint);
        }
    }

    void ended(Strand strand) {
        strands.remove(strand);
    }

    /** Now, or once it is woken; never when it is dead. */
    void whenRunning(Runnable action) {
        if (stopped) {
            deferred.add(action);
        } else if (alive) {
            action.run();
        }
    }
}
