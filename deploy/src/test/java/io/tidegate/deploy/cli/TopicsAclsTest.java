package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsAclsTest {
    private final Path home;

    TopicsAclsTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void listsWhatEachPartNeedsForPeople() {
        var run = acls("--principal-executor", "User:executor");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("executor as User:executor\n")
                .contains("\nstreams as User:tidegate\n")
                .contains("\n  topic            tidegate.executor-ledger         READ, WRITE\n")
                .contains("\n  topic            tidegate.decide-*                READ, WRITE, CREATE\n")
                .contains("\n  group            tidegate.executor                READ\n")
                .contains("\n  transactional-id tidegate.executor-*              WRITE\n");
    }

    @Test
    void letsNobodyButTheExecutorWriteItsLedgerAndNobodyButStreamsCommand() {
        var acls = acls("--json").json().path("acls");

        assertThat(writers(acls, "tidegate.executor-ledger")).containsExactly("executor");
        assertThat(writers(acls, "tidegate.shadow-decisions")).containsExactly("shadow");
        assertThat(writers(acls, "tidegate.shadow-journal")).containsExactly("streams");
        assertThat(writers(acls, "tidegate.command-outcomes")).containsExactly("executor", "replay");
        assertThat(writers(acls, "tidegate.scale-commands")).containsExactly("streams", "replay");
        assertThat(writers(acls, "tidegate.scaling-policies")).containsExactly("cli");
        assertThat(writers(acls, "tidegate.lifecycle-events")).containsExactly("connectors", "replay");
        assertThat(writers(acls, "tidegate.metric-samples"))
                .containsExactly("connectors", "cli", "replay", "publisher");
    }

    @Test
    void answersWithOneObject() {
        var json = acls("--json", "--principal", "User:ops", "--topic-prefix", "prod.")
                .json();

        assertThat(json.path("schemaVersion").asInt()).isEqualTo(1);
        var group = StreamSupport.stream(json.path("acls").spliterator(), false)
                .filter(acl -> acl.path("resource").asText().equals("group"))
                .filter(acl -> acl.path("part").asText().equals("connectors"))
                .findFirst()
                .orElseThrow();
        assertThat(group).hasToString("""
                {"part":"connectors","principal":"User:ops","resource":"group","pattern":"literal",\
                "name":"prod.connectors","operations":["READ"]}""");
    }

    @Test
    void printsLinesThatAddThemOnceForEachPrincipal() {
        var run = acls("--format", "kafka-acls", "--bootstrap", "kafka:9092", "--principal-cli", "User:people");

        assertThat(run.out().lines())
                .doesNotHaveDuplicates()
                .allMatch(
                        line -> line.startsWith("kafka-acls.sh --bootstrap-server kafka:9092 --add --allow-principal "))
                .contains(
                        "kafka-acls.sh --bootstrap-server kafka:9092 --add --allow-principal 'User:tidegate' "
                                + "--operation write --transactional-id 'tidegate.executor-' --resource-pattern-type prefixed",
                        "kafka-acls.sh --bootstrap-server kafka:9092 --add --allow-principal 'User:people' --operation read"
                                + " --operation create --operation describeConfigs --topic 'tidegate.'"
                                + " --resource-pattern-type prefixed");
    }

    @Test
    void refusesWhatIsNoPrincipal() {
        var run = acls("--principal-streams", "streams");

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).contains("a principal must be TYPE:NAME such as User:tidegate, was \"streams\"");
    }

    private static Iterable<String> writers(JsonNode acls, String topic) {
        return StreamSupport.stream(acls.spliterator(), false)
                .filter(acl -> acl.path("name").asText().equals(topic))
                .filter(acl -> acl.path("operations").toString().contains("\"WRITE\""))
                .map(acl -> acl.path("part").asText())
                .toList();
    }

    private CommandRun acls(String... options) {
        var arguments = new ArrayList<>(List.of("topics", "acls"));
        arguments.addAll(List.of(options));
        return CommandRun.in(home).run(arguments.toArray(String[]::new));
    }
}
