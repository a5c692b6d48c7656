package io.tidegate.connectors.assignment;

import static io.tidegate.connectors.assignment.Policies.cloudWatch;
import static io.tidegate.connectors.assignment.Policies.disabled;
import static io.tidegate.connectors.assignment.Policies.ofCluster;
import static io.tidegate.connectors.assignment.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.cloudwatch.CloudWatchQuery;
import io.tidegate.schemas.FitSizing;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.registry.RegistryUnavailableException;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyFollowerTest {
    private static final String TOPIC = "tidegate.scaling-policies";

    private final MockConsumer<String, ScalingPolicy> consumer = new MockConsumer<>("earliest");
    private final SourceCounters counters = new SourceCounters();
    private final PolicyFollower follower = new PolicyFollower(consumer, TOPIC, Set.of(Place.DEFAULT), counters);
    private final long[] offsets = new long[2];

    private static TopicPartition partition(int number) {
        return new TopicPartition(TOPIC, number);
    }

    private static ScalingPolicy wanting(String name, String metric) {
        return policy(name, List.of("ecs/demo/" + name), cloudWatch(metric, "Average", 60, Map.of(), 0));
    }

    private void assign(int... partitions) {
        consumer.updateBeginningOffsets(Map.of(partition(0), 0L, partition(1), 0L));
        consumer.rebalance(Arrays.stream(partitions)
                .mapToObj(PolicyFollowerTest::partition)
                .collect(Collectors.toSet()));
    }

    private void put(int partition, String key, @Nullable ScalingPolicy policy) {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, partition, offsets[partition]++, key, policy));
    }

    private List<String> polled() {
        return follower.work().cloudWatch().stream()
                .map(CloudWatchQuery::sampleName)
                .toList();
    }

    @Test
    void hasNoWorkBeforePartitionsAreAssigned() {
        follower.run();

        assertThat(follower.work()).isEqualTo(Work.NONE);
        assertThat(follower.owned()).isZero();
    }

    @Test
    void doesTheWorkOfThePartitionsThatItOwnsFromTheirBeginning() {
        assign(0, 1);
        put(0, "a", wanting("a", "cpu_a"));
        put(1, "b", wanting("b", "cpu_b"));

        follower.run();

        assertThat(polled()).containsExactly("cpu_a", "cpu_b");
        assertThat(follower.owned()).isEqualTo(2);
        assertThat(consumer.committed(Set.of(partition(0), partition(1)))).isEmpty();
    }

    @Test
    void dropsTheWorkOfARevokedPartition() {
        assign(0, 1);
        put(0, "a", wanting("a", "cpu_a"));
        put(1, "b", wanting("b", "cpu_b"));
        follower.run();

        assign(1);

        assertThat(follower.owned()).isEqualTo(1);
        assertThat(polled()).doesNotContain("cpu_a");
    }

    @Test
    void replacesARevisionByTheNextAndRemovesOnATombstone() {
        assign(0);
        put(0, "a", wanting("a", "first"));
        put(0, "b", wanting("b", "other"));
        follower.run();

        put(0, "a", wanting("a", "second"));
        follower.run();
        assertThat(polled()).containsExactly("second", "other");

        put(0, "a", null);
        follower.run();
        assertThat(polled()).containsExactly("other");
    }

    @Test
    void pollsNothingForADisabledPolicy() {
        assign(0);
        put(0, "a", wanting("a", "cpu"));
        put(0, "a", disabled(wanting("a", "cpu")));

        follower.run();

        assertThat(polled()).isEmpty();
    }

    @Test
    void goesOnAfterAPolicyThatCannotBeFollowedAndDropsItsEarlierRevision() {
        assign(0);
        put(0, "a", wanting("a", "cpu"));
        put(0, "a", policy("a", List.of("nonsense")));
        put(0, "b", wanting("b", "other"));

        follower.run();

        assertThat(polled()).containsExactly("other");
        assertThat(counters.errors(ErrorKind.POLICY)).isEqualTo(1);
    }

    @Test
    void passesOverARecordThatCannotBeRead() {
        assign(0);
        put(0, "a", wanting("a", "cpu_a"));
        put(0, "b", wanting("b", "cpu_b"));
        consumer.setPollException(failure(0, new UnreadableRecordException(Reason.MALFORMED, "not a policy")));

        follower.run();
        follower.run();

        assertThat(polled()).containsExactly("cpu_b");
        assertThat(counters.errors(ErrorKind.POLICY)).isEqualTo(1);
    }

    @Test
    void comesBackToARecordThatCouldNotBeReadForWantOfTheRegistry() {
        assign(0);
        put(0, "a", wanting("a", "cpu_a"));
        var outage = failure(0, new RegistryUnavailableException("registry does not answer", null));
        consumer.setPollException(outage);

        assertThatThrownBy(follower::run).isSameAs(outage);
        follower.run();

        assertThat(polled()).containsExactly("cpu_a");
        assertThat(counters.errors(ErrorKind.POLICY)).isZero();
    }

    @Test
    void countsAConflictOnceHoweverOftenPoliciesChange() {
        assign(0);
        put(0, "a", policy("a", List.of("ecs/demo/a"), cloudWatch("cpu", "Average", 60, Map.of(), 0)));
        put(0, "b", policy("b", List.of("ecs/demo/b"), cloudWatch("cpu", "Maximum", 60, Map.of(), 0)));
        follower.run();

        IntStream.range(0, 3).forEach(_ -> {
            put(0, "c", wanting("c", "other"));
            follower.run();
        });

        assertThat(counters.errors(ErrorKind.CONFLICT)).isEqualTo(1);
    }

    @Test
    void countsAConflictOfTwoGroupsOfOneCluster() {
        assign(0);
        put(0, "a", ofCluster("a", "cluster/demo", "asg/first", new FitSizing(0, 0, 0, 1)));
        put(0, "b", ofCluster("b", "cluster/demo", "asg/second", new FitSizing(0, 0, 0, 1)));

        follower.run();

        assertThat(counters.errors(ErrorKind.CONFLICT)).isEqualTo(1);
        assertThat(follower.work().watched().clusters()).hasSize(1);
    }

    @Test
    void leavesTheGroupWhenItIsClosed() {
        follower.close();

        assertThat(consumer.closed()).isTrue();
    }

    private static RecordDeserializationException failure(long offset, RuntimeException cause) {
        return new RecordDeserializationException(
                DeserializationExceptionOrigin.VALUE,
                partition(0),
                offset,
                0,
                TimestampType.LOG_APPEND_TIME,
                null,
                null,
                new RecordHeaders(),
                "not read",
                cause);
    }
}
