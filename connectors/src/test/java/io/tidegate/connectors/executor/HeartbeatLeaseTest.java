package io.tidegate.connectors.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The session timeout is 6 s, the call timeout and the interval 1 s each, so a heartbeat must be younger than 4 s. */
class HeartbeatLeaseTest {

    static Stream<Arguments> permitsACallWhileTheLastHeartbeatIsYoung() {
        return Stream.of(
                argumentSet("a heartbeat just now", 0.0, true),
                argumentSet("2 s, which may be almost 3", 2.0, true),
                argumentSet("3 s, which may be almost 4", 3.0, false),
                argumentSet("an old one", 60.0, false),
                argumentSet("none yet", -1.0, false),
                argumentSet("no number", "n/a", false));
    }

    @ParameterizedTest
    @MethodSource
    void permitsACallWhileTheLastHeartbeatIsYoung(Object age, boolean permitted) {
        var lease = new HeartbeatLease(new Beating(age), World.config());

        assertThat(lease.permitsCall()).isEqualTo(permitted);
    }

    /** Tells the age of its last heartbeat as Kafka's consumer does. */
    private static final class Beating extends MockConsumer<byte[], byte[]> {
        private final MetricName name =
                new MetricName("last-heartbeat-seconds-ago", "consumer-coordinator-metrics", "", Map.of());
        private final Object age;

        Beating(Object age) {
            super("earliest");
            this.age = age;
        }

        @Override
        public synchronized Map<MetricName, ? extends Metric> metrics() {
            return Map.of(name, new Metric() {
                @Override
                public MetricName metricName() {
                    return name;
                }

                @Override
                public Object metricValue() {
                    return age;
                }
            });
        }
    }
}
