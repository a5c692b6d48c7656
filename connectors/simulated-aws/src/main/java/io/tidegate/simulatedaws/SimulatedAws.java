package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.identity.AssumableRole;
import io.tidegate.simulatedaws.protocol.WireRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Simulated AWS on the wall clock, behind one HTTP endpoint on the loopback interface for all APIs. Point SDK clients at {@link
 * #endpoint()} with any region and credentials: they reach the home account's cloud of that region, or the home cloud where there
 * is none. Who assumed a role reaches the clouds of that role's account, and no other. Thread-safe; the clock is read here and
 * nowhere below.
 */
public final class SimulatedAws implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(50);

    private final Clouds clouds;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stepped = lock.newCondition();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpFront front;

    private SimulatedAws(CloudConfig config, Clock clock, int port) throws IOException {
        this.clouds = new Clouds(config);
        this.clock = clock;
        this.front = new HttpFront(port, this::answer);
    }

    /**
     * Starts to listen and to let time pass.
     *
     * @param config of the home cloud; its start is where the wall clock begins, so pass the present
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

    /**
     * Adds the cloud of another account or region.
     *
     * @throws IllegalArgumentException when there is one of that account and region
     */
    public void add(CloudConfig other) {
        atPresent(() -> clouds.add(other));
    }

    /**
     * Adds a role that callers can assume, in any account, with a cloud or without.
     *
     * @throws IllegalArgumentException when there is one of that ARN
     */
    public void addRole(AssumableRole role) {
        atPresent(() -> {
            clouds.sessions().add(role);
            return role;
        });
    }

    /** Asks the home cloud something, at the present; nothing else happens in the meantime. */
    public <T> T ask(Function<SimulatedCloud, T> question) {
        return atPresent(() -> question.apply(clouds.home()));
    }

    /**
     * Asks the cloud of an account and region something, as {@link #ask(Function)} does.
     *
     * @throws IllegalArgumentException when there is none
     */
    public <T> T ask(String account, String region, Function<SimulatedCloud, T> question) {
        return atPresent(() -> question.apply(clouds.in(account, region)));
    }

    /** Does something to the home cloud, at the present; nothing else happens in the meantime. */
    public void tell(Consumer<SimulatedCloud> action) {
        ask(home -> {
            action.accept(home);
            return home;
        });
    }

    /**
     * Does something to the cloud of an account and region, as {@link #tell(Consumer)} does.
     *
     * @throws IllegalArgumentException when there is none
     */
    public void tell(String account, String region, Consumer<SimulatedCloud> action) {
        ask(account, region, cloud -> {
            action.accept(cloud);
            return cloud;
        });
    }

    // Who waits looks again each time that time was stepped, which is soon enough for long polling.
    private Answer answer(WireRequest request) {
        lock.lock();
        try {
            var answer = atPresent(() -> clouds.answer(request));
            while (answer instanceof Answer.Later later) {
                stepped.await();
                answer = atPresent(later.again());
            }
            return answer;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return new Answer.Cut();
        } finally {
            lock.unlock();
        }
    }

    private <T> T atPresent(Supplier<T> action) {
        lock.lock();
        try {
            clouds.step(clock.instant());
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    // Calls bring time forward too; this is for what nobody asks about, such as metrics.
    private void letTimePass() {
        try {
            while (!closed.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                atPresent(() -> {
                    stepped.signalAll();
                    return clouds.home();
                });
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
