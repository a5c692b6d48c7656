package io.tidegate.connectors.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FanoutTest {
    private final SourceCounters counters = new SourceCounters();
    private final Fanout<String> fanout = new Fanout<>("fanout-test", 2, counters);
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void runsAnotherKeyWhileOneHangs() {
        var done = new AtomicBoolean();
        fanout.start("hanging", never::await);

        fanout.start("quick", () -> done.set(true));

        await().untilTrue(done);
    }

    @Test
    void dropsATaskWhoseKeyIsStillRunning() {
        fanout.start("key", never::await);

        boolean again = fanout.start("key", () -> {});

        assertThat(again).isFalse();
    }

    @Test
    void takesAKeyAgainAfterItsTaskEnded() {
        var runs = new AtomicInteger();
        fanout.start("key", runs::incrementAndGet);

        await().until(() -> fanout.start("key", runs::incrementAndGet));

        await().until(() -> runs.get() == 2);
    }

    @Test
    void runsNoMoreThanItsBoundTogether() {
        var running = new AtomicInteger();
        var release = new CountDownLatch(1);
        var seen = new ConcurrentLinkedQueue<Integer>();
        for (int i = 0; i < 5; i++) {
            fanout.start("key" + i, () -> {
                seen.add(running.incrementAndGet());
                release.await();
                running.decrementAndGet();
            });
        }
        await().until(() -> running.get() == 2);

        release.countDown();

        await().until(() -> seen.size() == 5);
        assertThat(seen).allMatch(together -> together <= 2);
    }

    @Test
    void countsATaskThatThrew() {
        fanout.start("key", () -> {
            throw new IllegalStateException("poison");
        });

        await().until(() -> counters.errors(ErrorKind.UNEXPECTED) == 1);
    }

    @Test
    void interruptsWhatRunsWhenItIsClosed() {
        var interrupted = new AtomicBoolean();
        var started = new CountDownLatch(1);
        fanout.start("key", () -> {
            started.countDown();
            try {
                never.await();
            } finally {
                interrupted.set(true);
            }
        });
        await().until(() -> started.getCount() == 0);

        fanout.close();
        fanout.close();

        assertThat(interrupted).isTrue();
    }
}
