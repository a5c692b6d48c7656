package io.tidegate.deploy.storm;

import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.fault.FaultRates;
import io.tidegate.simulatedaws.hook.Transition;
import io.tidegate.simulatedaws.queue.QueueFaults;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Instances of many groups that are told to leave, in waves, under load, while messages about them are lost, doubled, late and among
 * others that nobody can read, and AWS throttles. Whoever drives the scene must let each go unharmed. A thread of its own plays
 * the operators; {@link #close} ends it.
 */
public final class Storm implements AutoCloseable {
    // As often as whoever starts with an instance registers it.
    private static final Duration INTERVAL = Duration.ofMillis(250);

    // Policies are read and groups seen by then; it is no matter if not.
    private static final Duration CALM_BEFORE = Duration.ofSeconds(5);
    private static final int MALFORMED_AT_ONCE = 10;

    private final StormPlan plan;
    private final Scene scene;
    private final Operator operator;
    private final StormFleet fleet;
    private final RandomGenerator random;
    private final FaultRates callsBefore;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private int malformed;
    private volatile int wavesMade;
    private volatile @Nullable RuntimeException failure;

    private Storm(StormPlan plan, Scene scene, FaultRates usual) {
        this.plan = plan;
        this.scene = scene;
        this.operator = new Operator(scene.aws());
        this.fleet = new StormFleet(plan, scene, operator);
        this.random = new SplittableRandom(plan.seed());
        this.callsBefore = usual;
        this.thread = Thread.ofPlatform().daemon().name("storm").unstarted(this::run);
    }

    /**
     * Sets the scene, and lets the storm come.
     *
     * @param usual what AWS does to calls when there is no storm
     */
    public static Storm start(StormPlan plan, Scene scene, FaultRates usual) {
        var storm = new Storm(plan, scene, usual);
        storm.fleet.create();
        storm.thread.start();
        return storm;
    }

    public StormPlan plan() {
        return plan;
    }

    /** Where it stands. */
    public Standing standing() {
        return scene.aws().ask(cloud -> {
            var actions = cloud.hookActions(Transition.TERMINATING);
            var queues = cloud.messageQueues();
            int serving = 0;
            int leaving = 0;
            for (var group : fleet.groups()) {
                var status = cloud.group(group.name()).orElseThrow();
                serving += status.inService();
                leaving += status.terminating();
            }
            return new Standing(
                    wavesMade,
                    actions,
                    serving,
                    leaving,
                    queues.bodies(scene.queue()).size(),
                    cloud.loadBalancing().droppedRequests());
        });
    }

    /** Whether every instance that was to leave has left, others serve in its place, and no message is left. */
    public boolean isOver() {
        var failed = failure;
        if (failed != null) {
            throw failed;
        }
        var now = standing();
        return wavesMade == plan.waves()
                && now.actions().open() == 0
                && now.leaving() == 0
                && now.serving() == plan.groups() * plan.instances()
                && now.messages() == 0;
    }

    private void run() {
        try {
            if (pause(CALM_BEFORE)) {
                scene.aws().tell(this::begin);
                for (int wave = 0; wave < plan.waves() && pause(wave == 0 ? Duration.ZERO : plan.pause()); wave++) {
                    wave(wave);
                    wavesMade = wave + 1;
                }
                while (pause(INTERVAL)) {
                    // Those that have come last register too.
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void begin(SimulatedCloud cloud) {
        cloud.messageQueues().setFaults(plan.messages());
        cloud.faults().setRates(plan.calls());
    }

    private void wave(int number) {
        var inService = fleet.inService();
        for (var group : fleet.groups()) {
            var serving = inService.getOrDefault(group.name(), List.of());
            if (group.shrinks()) {
                resize(group, number, serving);
            } else {
                operator.terminate(serving.get(random.nextInt(serving.size())));
            }
        }
        scene.aws().tell(this::sendMalformed);
    }

    // Two fewer, and two more with the next wave.
    private void resize(StormGroup group, int wave, List<String> serving) {
        boolean last = wave == plan.waves() - 1;
        if (wave % 2 == 1) {
            operator.setDesired(group.name(), plan.instances());
        } else if (!last) {
            operator.setDesired(group.name(), plan.instances() - 2);
        } else {
            operator.terminate(serving.getFirst());
        }
    }

    // They are not lost and not doubled, so that one knows how many must be found.
    private void sendMalformed(SimulatedCloud cloud) {
        int count = Math.min(MALFORMED_AT_ONCE, plan.malformed() - malformed);
        cloud.messageQueues().setFaults(QueueFaults.NONE);
        cloud.messageQueues().sendMalformed(scene.queue(), count);
        cloud.messageQueues().setFaults(plan.messages());
        malformed += count;
    }

    /** Waits, registering those that have come meanwhile; whether it is to go on. */
    private boolean pause(Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        do {
            fleet.registerNew();
            long rest = Math.clamp(end - System.nanoTime(), 0, INTERVAL.toNanos());
            if (stopped.await(rest, TimeUnit.NANOSECONDS)) {
                return false;
            }
        } while (System.nanoTime() < end);
        return true;
    }

    /** Makes no more waves, and leaves an AWS in its usual mood. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        scene.aws().tell(cloud -> {
            cloud.messageQueues().setFaults(QueueFaults.NONE);
            cloud.faults().setRates(callsBefore);
        });
        operator.close();
    }
}
