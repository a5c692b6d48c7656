package io.tidegate.connectors.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.bridge.AvroBytes;
import io.tidegate.connectors.bridge.Emitter;
import io.tidegate.connectors.bridge.ManualClock;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class CloudWatchBridgeTest {
    private static final CloudWatchQuery CPU = CloudWatchQuery.of(
            "AWS/ECS", "CPUUtilization", Map.of("ServiceName", "web"), "Average", Duration.ofMinutes(1));

    private final ManualClock clock = new ManualClock("2026-01-01T12:10:00Z");
    private final FakeCloudWatch cloudWatch = new FakeCloudWatch();
    private final SourceCounters counters = new SourceCounters();
    private final MockProducer<String, MetricSample> producer =
            new MockProducer<>(true, null, new StringSerializer(), new AvroBytes<>());
    private List<CloudWatchQuery> wanted = List.of(CPU);
    private final CloudWatchBridge bridge = new CloudWatchBridge(
            new CloudWatchConfig(Duration.ofMinutes(1), Duration.ofSeconds(5), 2),
            () -> wanted,
            new CloudWatchBridge.Access(cloudWatch, new Emitter<>(producer, "samples", counters), counters, clock));

    private static Instant minute(int minute) {
        return Instant.parse("2026-01-01T12:00:00Z").plus(Duration.ofMinutes(minute));
    }

    private List<String> pass() throws InterruptedException {
        int before = producer.history().size();
        bridge.run();
        var told = new ArrayList<String>();
        for (var record : producer.history().subList(before, producer.history().size())) {
            var sample = record.value();
            var what = sample.getStatus() == SampleStatus.OK ? sample.getValue() : sample.getStatus();
            told.add(sample.getAt().toString().substring(11, 16) + " " + what);
        }
        return told;
    }

    @Test
    void tellsSettledPeriodsUnderTheKeyOfTheirSeries() throws InterruptedException {
        cloudWatch.put("CPUUtilization", minute(7), 70);
        cloudWatch.put("CPUUtilization", minute(8), 80);
        cloudWatch.put("CPUUtilization", minute(9), 90);

        var told = pass();

        assertThat(told).containsExactly("12:07 70.0", "12:08 80.0");
        assertThat(producer.history()).extracting(ProducerRecord::key).containsOnly("CPUUtilization{ServiceName=web}");
    }

    @Test
    void readsOnceInEveryInterval() throws InterruptedException {
        pass();
        clock.advance(Duration.ofSeconds(59));

        pass();

        assertThat(cloudWatch.requests()).hasSize(1);
    }

    @Test
    void replacesAnAbsenceByThePointThatCameLateAndRepeatsNothing() throws InterruptedException {
        cloudWatch.put("CPUUtilization", minute(7), 70);
        assertThat(pass()).containsExactly("12:07 70.0", "12:08 ABSENT");
        cloudWatch.put("CPUUtilization", minute(8), 80);
        clock.advance(Duration.ofMinutes(1));

        var told = pass();

        assertThat(told).containsExactly("12:08 80.0", "12:09 ABSENT");
    }

    @Test
    void tellsAPointAgainWhenItChanged() throws InterruptedException {
        cloudWatch.put("CPUUtilization", minute(8), 80);
        pass();
        cloudWatch.put("CPUUtilization", minute(8), 81);
        clock.advance(Duration.ofMinutes(1));

        var told = pass();

        assertThat(told).containsExactly("12:08 81.0", "12:09 ABSENT");
    }

    @Test
    void neverReplacesWhatItFoundByAFailure() throws InterruptedException {
        wanted = List.of(CPU);
        cloudWatch.put("CPUUtilization", minute(8), 80);
        pass();
        cloudWatch.breakDown("InternalFailure", 500);
        clock.advance(Duration.ofMinutes(-1));
        assertThat(pass()).isEmpty();
        clock.advance(Duration.ofMinutes(2));

        var told = pass();

        assertThat(told).containsExactly("12:09 SOURCE_ERROR");
    }

    @Test
    void replacesAFailureOnceCloudWatchIsBack() throws InterruptedException {
        cloudWatch.put("CPUUtilization", minute(8), 80);
        cloudWatch.breakDown("InternalFailure", 500);
        assertThat(pass()).containsExactly("12:08 SOURCE_ERROR");
        cloudWatch.recover();
        clock.advance(Duration.ofMinutes(1));

        var told = pass();

        assertThat(told).containsExactly("12:08 80.0", "12:09 ABSENT");
    }

    @Test
    void sendsAgainWhatKafkaDidNotAcknowledge() throws InterruptedException {
        cloudWatch.put("CPUUtilization", minute(8), 80);
        producer.sendException = new TimeoutException("no broker");
        pass();
        producer.sendException = null;
        clock.advance(Duration.ofMinutes(1));

        var told = pass();

        assertThat(told).containsExactly("12:08 80.0", "12:09 ABSENT");
    }

    @Test
    void asksNothingWhenNothingIsWanted() throws InterruptedException {
        wanted = List.of();

        pass();

        assertThat(cloudWatch.requests()).isEmpty();
    }
}
