package io.tidegate.connectors.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LoopTest {
    private final SourceCounters counters = new SourceCounters();
    private final List<Loop> started = new CopyOnWriteArrayList<>();

    private Loop start(Loop.Pass pass) {
        var throttle = new Throttle(Duration.ofMillis(1), Clock.systemUTC(), Sleeper.wallClock());
        var backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1));
        var loop = Loop.start("loop-test", pass, new Loop.Setting(throttle, backoff, counters, Clock.systemUTC()));
        started.add(loop);
        return loop;
    }

    @AfterEach
    void closeAll() {
        started.forEach(Loop::close);
    }

    private static boolean hasThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("tidegate-loop-test"));
    }

    @Test
    void runsPassAfterPassUntilItIsClosed() {
        var passes = new AtomicInteger();
        var loop = start(passes::incrementAndGet);
        await().until(() -> passes.get() >= 3);

        loop.close();

        int atClose = passes.get();
        assertThat(loop.health().alive()).isFalse();
        assertThat(hasThread()).isFalse();
        assertThat(passes.get()).isEqualTo(atClose);
    }

    @Test
    void goesOnAfterAPassThatThrew() {
        var passes = new AtomicInteger();
        var loop = start(() -> {
            if (passes.incrementAndGet() <= 2) {
                throw new IllegalStateException("poison");
            }
        });

        await().until(() -> loop.health().lastPass().isPresent());

        assertThat(counters.errors(ErrorKind.UNEXPECTED)).isEqualTo(2);
        assertThat(loop.health().failure()).isEmpty();
    }

    @Test
    void tellsWhatTheLatestPassThrew() {
        var loop = start(() -> {
            throw new IllegalStateException("poison");
        });

        await().until(() -> loop.health().failure().isPresent());

        assertThat(loop.health().failure()).contains("IllegalStateException");
        assertThat(loop.health().lastPass()).isEmpty();
        assertThat(loop.health().alive()).isTrue();
    }

    @Test
    void endsInTheMiddleOfAPassThatWaits() throws InterruptedException {
        var waiting = new CountDownLatch(1);
        var loop = start(() -> {
            waiting.countDown();
            new CountDownLatch(1).await();
        });
        waiting.await();

        loop.close();

        assertThat(loop.health().alive()).isFalse();
    }

    @Test
    void canBeClosedTwiceAndKeepsTheCallersInterruptFlag() {
        var loop = start(() -> {});
        Thread.currentThread().interrupt();

        loop.close();
        loop.close();

        assertThat(Thread.interrupted()).isTrue();
        await().until(() -> !loop.health().alive());
    }
}
