package io.tidegate.connectors.executor;

import io.tidegate.connectors.bridge.Sleeper;
import io.tidegate.connectors.executor.ExecutorHealth.State;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the commands of the partitions that it owns, each with exactly one outcome. It begins anew after any
 * failure but one: when another process uses its instance id it stops for good. {@link #close} lets calls under way end
 * and hands its partitions over; it is idempotent and bounded by a few call timeouts.
 */
public final class Executor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Executor.class);

    private final ExecutorConfig config;
    private final KafkaAccess kafka;
    private final ExecutorSerdes serdes;
    private final Map<Place, AwsCalls> aws;
    private final InstantSource clock;
    private final Counters counters = new Counters();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile ExecutorHealth health = new ExecutorHealth(State.STARTING, "opening its Kafka clients");

    private Executor(
            ExecutorConfig config,
            KafkaAccess kafka,
            ExecutorSerdes serdes,
            Map<Place, AwsCalls> aws,
            InstantSource clock) {
        this.config = config;
        this.kafka = kafka;
        this.serdes = serdes;
        this.aws = aws;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("executor").unstarted(this::run);
    }

    /**
     * Starts one; returns at once.
     *
     * @param aws by account and region; commands for any other are refused
     */
    public static Executor start(
            ExecutorConfig config,
            KafkaAccess kafka,
            ExecutorSerdes serdes,
            Map<Place, AwsCalls> aws,
            InstantSource clock) {
        var executor = new Executor(config, kafka, serdes, aws, clock);
        executor.thread.start();
        return executor;
    }

    /** Whether it works. */
    public ExecutorHealth health() {
        var last = health;
        return thread.isAlive() || last.state() == State.STOPPED
                ? last
                : new ExecutorHealth(State.STOPPED, "its thread died");
    }

    /** What it has done and has before it. */
    public ExecutorStats stats() {
        return counters.stats(clock.instant());
    }

    /** How its commands ended; a live object for a metrics library to read. */
    public OutcomeTally outcomes() {
        return counters.outcomes();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            // Calls under way, then Kafka's own good-byes.
            if (!thread.join(config.callTimeout().multipliedBy(3).plus(ExecutorLife.LEDGER_SLACK))) {
                LOG.atError().log("executor did not stop in time; its partitions are not handed over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var random = RandomGenerator.getDefault();
        int failures = 0;
        while (!isClosing()) {
            try {
                serve(random);
            } catch (FencedInstanceIdException e) {
                LOG.atError()
                        .addKeyValue("instanceId", config.instanceId())
                        .log("another process uses this instance id: executor stops");
                health = new ExecutorHealth(State.STOPPED, "another process uses instance id " + config.instanceId());
                return;
            } catch (RuntimeException e) {
                failures = health.isUp() ? 1 : failures + 1;
                recover(e, config.retry().after(failures, random));
            }
        }
        health = new ExecutorHealth(State.STOPPED, "closed");
    }

    /** One life: ends when the executor is closed, or throws. */
    private void serve(RandomGenerator random) {
        // Closed in reverse: the threads last, so that no call is under way when the next life begins.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var consumer = kafka.commands();
                var producer = kafka.producer()) {
            var surroundings = new Surroundings(kafka, serdes, aws, threads, clock, Sleeper.wallClock(), random);
            var life = new ExecutorLife(config, surroundings, counters, consumer, producer);
            life.begin();
            while (!isClosing()) {
                life.turn();
                health = new ExecutorHealth(State.RUNNING, "");
            }
            life.release();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void recover(RuntimeException failure, Duration wait) {
        LOG.atWarn()
                .addKeyValue("error", String.valueOf(failure.getMessage()))
                .addKeyValue("wait", wait)
                .setCause(failure)
                .log("executor begins anew");
        health = new ExecutorHealth(State.RECOVERING, String.valueOf(failure.getMessage()));
        try {
            var _ = closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
