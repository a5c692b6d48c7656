package io.tidegate.deploy.local;

import io.tidegate.deploy.sample.SamplePublisher;
import io.tidegate.schemas.MetricSample;
import io.tidegate.simulatedaws.SimulatedAws;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Offers a trace's load to the example services, and pushes what an application would: its requests for each task. Where the
 * data is kept, so is what has changed in AWS.
 */
final class Traffic implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final SimulatedAws aws;
    private final SamplePublisher publisher;
    private final LoadTrace trace;
    private final Clock clock;
    private final Optional<ChangeLog> changes;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private Traffic(
            SimulatedAws aws, SamplePublisher publisher, LoadTrace trace, Clock clock, Optional<ChangeLog> changes) {
        this.aws = aws;
        this.publisher = publisher;
        this.trace = trace;
        this.clock = clock;
        this.changes = changes;
        this.thread = Thread.ofPlatform().daemon().name("traffic").unstarted(this::run);
    }

    static Traffic start(
            SimulatedAws aws, SamplePublisher publisher, LoadTrace trace, Clock clock, Optional<ChangeLog> changes) {
        var traffic = new Traffic(aws, publisher, trace, clock, changes);
        traffic.thread.start();
        return traffic;
    }

    private void run() {
        var start = clock.instant();
        try {
            do {
                var now = clock.instant();
                aws.tell(cloud -> ExampleFleet.load(cloud, trace.at(Duration.between(start, now))));
                push(now);
                changes.ifPresent(ChangeLog::update);
            } while (!stopped.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
            publisher.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // While no task runs there is no such number, and none is made up.
    private void push(Instant now) {
        aws.ask(cloud -> cloud.requestsPerTask(ExampleFleet.API))
                .ifPresent(requests -> publisher.send(MetricSample.newBuilder()
                        .setName("requests_per_task")
                        .setDimensions(Map.of("service", "api"))
                        .setAt(now.truncatedTo(ChronoUnit.MILLIS))
                        .setValue(requests)
                        .setUnit("requests/s")
                        .build()));
    }

    /** Stops the load; returns when every sample pushed is kept. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
