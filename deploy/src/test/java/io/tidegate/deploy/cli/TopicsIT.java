package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.LocalProperties;
import io.tidegate.deploy.local.SharedKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
class TopicsIT {
    private final Path home;

    TopicsIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void createsWhatCheckThenAcceptsAndCreatesNothingTwice(EmbeddedKafka kafka) {
        var first = topics(kafka, "create", "twice.", "--partitions", "2", "--json");
        var second = topics(kafka, "create", "twice.", "--partitions", "2", "--json");

        var check = topics(kafka, "check", "twice.", "--partitions", "2");

        assertThat(first.exit()).isZero();
        assertThat(first.json().path("created")).hasSize(15);
        assertThat(second.json().path("created")).isEmpty();
        assertThat(second.json().path("existing")).hasSize(15);
        assertThat(check.exit()).isZero();
        assertThat(check.out()).isEqualTo("15 topics are as they must be\n");
    }

    @Test
    void namesEachPointInWhichTopicsDiffer(EmbeddedKafka kafka) throws Exception {
        topics(kafka, "create", "differs.", "--partitions", "2");
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.deleteTopics(List.of("differs.journal")).all().get();
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "differs.decisions"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "1000"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }

        // A broker learns of a deletion and a new setting a moment after they are acknowledged.
        await().untilAsserted(() -> {
            var check = topics(kafka, "check", "differs.", "--partitions", "2");

            assertThat(check.exit()).isEqualTo(2);
            assertThat(check.out().lines())
                    .containsExactly(
                            "differs.journal: topic must be there, was missing",
                            "differs.decisions: retention.ms must be 7776000000, was 1000");
        });
    }

    @Test
    void refusesToChangePartitions(EmbeddedKafka kafka) {
        topics(kafka, "create", "fixed.", "--partitions", "2");

        var create = topics(kafka, "create", "fixed.", "--partitions", "3", "--json");
        var check = topics(kafka, "check", "fixed.", "--partitions", "3");

        assertThat(create.exit()).isEqualTo(1);
        assertThat(create.err()).contains("partitions must stay 2, was asked for 3");
        assertThat(create.json().path("error").path("code").asText()).isEqualTo("partitions-fixed");
        assertThat(check.exit()).isEqualTo(2);
    }

    @Test
    void usesARunningLocalModeAndSaysSo(EmbeddedKafka kafka) {
        var local = new LocalProperties(
                kafka.bootstrap(), "http://127.0.0.1:1", Optional.empty(), "http://127.0.0.1:2", "/data");
        local.write(home);

        var check = CommandRun.in(home).run("topics", "check", "--topic-prefix", "absent.");
        local.remove(home);
        var afterwards = CommandRun.in(home).run("topics", "check", "--topic-prefix", "absent.");

        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.err()).startsWith("tidegate: using the local mode at " + kafka.bootstrap());
        assertThat(afterwards.exit()).isEqualTo(64);
    }

    private CommandRun topics(EmbeddedKafka kafka, String verb, String prefix, String... options) {
        var arguments =
                new ArrayList<>(List.of("topics", verb, "--bootstrap", kafka.bootstrap(), "--topic-prefix", prefix));
        arguments.addAll(List.of(options));
        return CommandRun.in(home).run(arguments.toArray(String[]::new));
    }
}
