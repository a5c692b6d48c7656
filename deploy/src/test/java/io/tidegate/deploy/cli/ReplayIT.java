package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.deploy.whatif.SeededJournal;
import io.tidegate.deploy.whatif.Undisturbed;
import io.tidegate.deploy.whatif.Undisturbed.Manner;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
class ReplayIT {

    @Test
    void namesTheFirstDecisionThatIsNotWhatTheJournalSays(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        try (var desk = Desk.of(kafka, "replay.forged.", folder)) {
            var access = desk.installation().kafka();
            var original = new Undisturbed(
                    access, "replay.original.", desk.schemas(), folder.resolve("state"), SeededJournal.PARTITIONS);
            var journal = SeededJournal.of(2, desk.schemas());
            journal.append(access, original.topics(), 0, 1);
            original.work(Manner.USUAL, journal, 1);
            journal.append(access, desk.topics(), 0, 1);
            write(
                    desk,
                    desk.topics().scaleCommands(),
                    read(desk, original.topics().scaleCommands()));
            var decisions = read(desk, original.topics().decisions());
            var forged = decisions.get(decisions.size() / 2);
            var decision = AvroSerde.of(original.topics().decisions(), Decision.class, desk.schemas())
                    .decode(forged.value());
            flipOneBit(forged.value(), decision.getPolicy());
            write(desk, desk.topics().decisions(), decisions);

            var honest = CommandRun.in(folder)
                    .run(
                            "replay",
                            "--verify",
                            "--bootstrap",
                            access.bootstrap(),
                            "--registry",
                            desk.installation().registryUrl().orElseThrow(),
                            "--topic-prefix",
                            original.topics().prefix());
            var found = desk.run("replay", "--verify");

            assertThat(honest.exit()).as(honest.out() + honest.err()).isZero();
            assertThat(found.exit()).isEqualTo(2);
            assertThat(found.out())
                    .contains("decisions=%d identical=%d different=1 incomparable=0"
                            .formatted(decisions.size(), decisions.size() - 1))
                    .contains("first difference: %s|%s|%d|decision %d at journal offset "
                            .formatted(
                                    decision.getDomain(),
                                    decision.getTarget(),
                                    decision.getEpoch().toEpochMilli(),
                                    decision.getSequence()))
                    .contains(": policy: %s on record, %s replayed"
                            .formatted(flipped(decision.getPolicy()), decision.getPolicy()));
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(Desk desk, Topic topic) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        new TopicReader(desk.installation().kafka()).read(topic.name(), Range.ALL, found::add);
        found.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
                .thenComparingLong(ConsumerRecord::offset));
        return found;
    }

    private static void write(Desk desk, Topic topic, List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
        for (var found : records) {
            desk.write(
                    new ProducerRecord<>(topic.name(), found.partition(), found.key(), found.value(), found.headers()));
        }
    }

    // In the text of the policy's name, so that the record can still be read.
    private static void flipOneBit(byte[] value, String policy) {
        int at = new String(value, ISO_8859_1).indexOf(policy);
        assertThat(at).isPositive();
        value[at] ^= 1;
    }

    private static String flipped(String policy) {
        return (char) (policy.charAt(0) ^ 1) + policy.substring(1);
    }
}
