package io.tidegate.simulatedaws;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A simulated AWS account on the wall clock, behind one HTTP endpoint on the loopback interface for all APIs. Point SDK clients
 * at {@link #endpoint()} with any region and credentials. Thread-safe; the clock is read here and nowhere below.
 */
public final class SimulatedAws implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(50);

    private final SimulatedCloud cloud;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpFront front;

    private SimulatedAws(CloudConfig config, Clock clock, int port) throws IOException {
        this.cloud = new SimulatedCloud(config);
        this.clock = clock;
        this.front = new HttpFront(port, request -> ask(now -> now.answer(request)));
    }

    /**
     * Starts to listen and to let time pass.
     *
     * @param config its start is where the wall clock begins, so pass the present
     * @param port to listen on, or 0 for any that is free
     * @throws IOException when the port is taken
     */
    public static SimulatedAws start(CloudConfig config, int port) throws IOException {
        var aws = new SimulatedAws(config, Clock.systemUTC(), port);
        aws.front.start();
        Thread.ofPlatform().daemon().name("simulated-aws-step").start(aws::letTimePass);
        return aws;
    }

    /** Where clients find it. */
    public URI endpoint() {
        return front.uri();
    }

    /** Asks the cloud something, at the present; nothing else happens in the meantime. */
    public <T> T ask(Function<SimulatedCloud, T> question) {
        lock.lock();
        try {
            cloud.step(clock.instant());
            return question.apply(cloud);
        } finally {
            lock.unlock();
        }
    }

    /** Does something to the cloud, at the present; nothing else happens in the meantime. */
    public void tell(Consumer<SimulatedCloud> action) {
        ask(present -> {
            action.accept(present);
            return present;
        });
    }

    // Calls bring time forward too; this is for what nobody asks about, such as metrics.
    private void letTimePass() {
        try {
            while (!closed.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                ask(SimulatedCloud::now);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops listening and the clock; hung calls are cut. Idempotent. */
    @Override
    public void close() {
        front.close();
        closed.countDown();
    }
}
