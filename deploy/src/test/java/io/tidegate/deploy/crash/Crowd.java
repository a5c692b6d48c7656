package io.tidegate.deploy.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes for the example service {@code api} beside what it publishes itself: levels drawn from the seed, now and then what
 * is no sample, what comes too late, and the same twice.
 */
final class Crowd implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;

    private final KafkaProducer<String, byte[]> producer;
    private final String topic = Topics.standard().metricSamples().name();
    private final RandomGenerator random;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Clock clock = Clock.systemUTC();
    private int level = 50;
    private int number;

    private Crowd(KafkaAccess access, RandomGenerator random) {
        this.producer = access.producer(new ByteArraySerializer(), 0);
        this.random = random;
    }

    static Crowd start(KafkaAccess access, RandomGenerator random) {
        var crowd = new Crowd(access, random);
        var _ = crowd.timer.scheduleAtFixedRate(crowd::publish, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return crowd;
    }

    private void publish() {
        if (random.nextInt(60) == 0) {
            level = random.nextInt(5, 200); // For six seconds on average; the policy wants 50.
        }
        switch (random.nextInt(12)) {
            case 0 -> send("{\"name\": \"requests_per_task\", \"value\": \"many\"}");
            case 1 -> send("not a sample");
            case 2 -> send(sample("late-" + number++, Duration.ofSeconds(20)));
            case 3 -> {
                var twice = sample("twice-" + number++, Duration.ZERO);
                send(twice);
                send(twice);
            }
            default -> send(sample("once-" + number++, Duration.ZERO));
        }
    }

    private String sample(String id, Duration age) {
        return """
                {"name": "requests_per_task", "dimensions": {"service": "api"}, "at": "%s", "value": %d, "sampleId": "%s"}\
                """.formatted(clock.instant().minus(age), level, id);
    }

    // Whether it arrives is the broker's affair: what counts is what is in the topic.
    private void send(String json) {
        var record = new ProducerRecord<>(topic, "crowd", json.getBytes(UTF_8));
        record.headers().add("content-type", "application/json".getBytes(UTF_8));
        var _ = producer.send(record);
    }

    @Override
    public void close() {
        timer.close();
        producer.close();
    }
}
