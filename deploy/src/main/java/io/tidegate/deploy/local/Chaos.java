package io.tidegate.deploy.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.kafka.Answers;
import io.tidegate.deploy.sample.SamplePublisher;
import io.tidegate.schemas.MetricSample;
import io.tidegate.simulatedaws.fault.FaultRates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * Trouble for local mode, its kinds and moments drawn from the seed: an AWS that throttles, breaks, falls silent or loses its
 * answers, somebody who changes a service behind Tidegate's back, a service that is restarted, and samples that are malformed,
 * late or come twice.
 */
final class Chaos implements Play {
    private static final Duration LONGEST_PEACE = Duration.ofSeconds(3);
    private static final Duration LONGEST_FAULT = Duration.ofSeconds(4);

    /** Older than anything that a policy of the examples waits for. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private final LocalMode mode;
    private final Clock clock;
    private final RandomGenerator random;
    private final SamplePublisher publisher;
    private final EcsClient somebody;
    private final SortedMap<Trouble, Integer> made = new TreeMap<>();
    private final Set<String> foreignRequests = new HashSet<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private Chaos(LocalMode mode, long seed, Clock clock) {
        this.mode = mode;
        this.clock = clock;
        this.random = new SplittableRandom(seed);
        var backdrop = mode.backdrop();
        this.publisher = new SamplePublisher(backdrop.access(), backdrop.topics(), backdrop.registry());
        this.somebody = EcsClient.builder()
                .endpointOverride(backdrop.aws().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("foreign", "foreign")))
                .build();
        this.thread = Thread.ofPlatform().daemon().name("chaos").unstarted(this::run);
    }

    /** A kind of trouble. */
    enum Trouble {
        THROTTLING("throttling"),
        SERVER_ERRORS("serverErrors"),
        SILENCE("silence"),
        LOST_ANSWERS("lostAnswers"),
        FOREIGN_WRITE("foreignWrite"),
        RESTART("restart"),
        MALFORMED_SAMPLE("malformedSample"),
        LATE_SAMPLE("lateSample"),
        REPEATED_SAMPLE("repeatedSample");

        private final String word;

        Trouble(String word) {
            this.word = word;
        }

        /** What reports call it. */
        String word() {
            return word;
        }
    }

    static Chaos start(LocalMode mode, long seed, Clock clock) {
        var chaos = new Chaos(mode, seed, clock);
        chaos.thread.start();
        return chaos;
    }

    @Override
    public boolean isOver() {
        return false; // It has no end of its own.
    }

    @Override
    public List<String> lines() {
        return List.of();
    }

    @Override
    public ChaosReport report() {
        return ChaosReport.of(mode.backdrop(), this);
    }

    /** How often each kind was made; once it has ended. */
    SortedMap<Trouble, Integer> made() {
        return Collections.unmodifiableSortedMap(made);
    }

    /** Request ids of the changes behind Tidegate's back; once it has ended. */
    Set<String> foreignRequests() {
        return Collections.unmodifiableSet(foreignRequests);
    }

    private void run() {
        try {
            while (peace(LONGEST_PEACE)) {
                var trouble = Trouble.values()[random.nextInt(Trouble.values().length)];
                make(trouble);
                made.merge(trouble, 1, Integer::sum);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void make(Trouble trouble) throws InterruptedException {
        switch (trouble) {
            case THROTTLING -> fault(new FaultRates(0.7, 0, 0, 0));
            case SERVER_ERRORS -> fault(new FaultRates(0, 0.7, 0, 0));
            case SILENCE -> fault(new FaultRates(0, 0, 0.7, 0));
            case LOST_ANSWERS -> fault(new FaultRates(0, 0, 0, 0.7));
            case FOREIGN_WRITE -> writeBehindOurBack();
            case RESTART -> mode.restart();
            case MALFORMED_SAMPLE -> sendMalformed();
            case LATE_SAMPLE -> send(sample(clock.instant().minus(LATE)));
            case REPEATED_SAMPLE -> {
                var sample = sample(clock.instant());
                send(sample);
                send(sample);
            }
        }
    }

    private void fault(FaultRates rates) throws InterruptedException {
        var aws = mode.backdrop().aws();
        aws.tell(cloud -> cloud.faults().setRates(rates));
        try {
            peace(LONGEST_FAULT);
        } finally {
            aws.tell(cloud -> cloud.faults().setRates(mode.backdrop().usualFaults()));
        }
    }

    private void writeBehindOurBack() {
        var services = List.of("web", "api", "worker");
        var answer = somebody.updateService(request -> request.cluster("demo")
                .service(services.get(random.nextInt(services.size())))
                .desiredCount(random.nextInt(1, 12)));
        foreignRequests.add(answer.responseMetadata().requestId());
    }

    private void sendMalformed() {
        var backdrop = mode.backdrop();
        try (var producer = backdrop.access().producer(new ByteArraySerializer(), 0)) {
            var sent = producer.send(new ProducerRecord<>(
                    backdrop.topics().metricSamples().name(), "malformed", "no sample".getBytes(UTF_8)));
            Answers.await(backdrop.access(), sent);
        }
    }

    private void send(MetricSample sample) {
        publisher.send(sample);
        publisher.flush();
    }

    // Of a source of its own: it takes nobody's place.
    private static MetricSample sample(Instant at) {
        return MetricSample.newBuilder()
                .setName("requests_per_task")
                .setDimensions(Map.of("service", "api"))
                .setAt(at.truncatedTo(ChronoUnit.MILLIS))
                .setValue(50.0)
                .setUnit("requests/s")
                .setSource("chaos")
                .build();
    }

    private boolean peace(Duration atMost) throws InterruptedException {
        return !stopped.await(random.nextLong(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** Makes no more trouble, and leaves an AWS in its usual mood. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publisher.close();
        somebody.close();
    }
}
