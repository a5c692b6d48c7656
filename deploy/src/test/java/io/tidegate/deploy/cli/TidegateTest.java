package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.local.LocalProperties;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TidegateTest {
    private final Path home;

    TidegateTest(@TempDir Path home) {
        this.home = home;
    }

    @ParameterizedTest
    @MethodSource("usages")
    void refusesAWrongCommandLineInOneLine(String arguments, String message) {
        var run = CommandRun.in(home).run(arguments.split(" "));

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).startsWith("tidegate: ").contains(message).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    static Stream<Arguments> usages() {
        return Stream.of(
                row("topics create --partition 3", "Unknown options: '--partition', '3'"),
                row("topics create --partitions many", "'many' is not an int"),
                row("topics create --partitions 0", "--partitions must be at least 1, was 0"),
                row("topics check --log-level loud", "log level must be debug, info, warning or error, was \"loud\""),
                row("topics check", "no Kafka named: give --bootstrap HOST:PORT"),
                row("local --pace 0", "--pace must be positive and finite, was 0.0"),
                row("local --pace NaN", "--pace must be positive and finite, was NaN"),
                row("local --for 0s", "--for must be positive, was 0s"),
                row("local --for 5", "must be a duration such as 500ms, 30s, 2m or PT30S, was \"5\""),
                row("local --step 0s", "--step must be positive, was 0s"),
                row("local --port 99999", "--port must be 0 to 65535, was 99999"),
                row("schedule --next 0s", "--next must be positive and at most 400d, was 0s"),
                row("schedule --next 401d", "--next must be positive and at most 400d, was 401d"),
                row("schedule --at noon", "must be a time such as 2026-05-04T12:00:00Z, was \"noon\""),
                row("scale-everything", "Unmatched argument at index 0: 'scale-everything'"));
    }

    @Test
    void repeatsAFailureAsJsonWhenAskedTo() {
        var run = CommandRun.in(home).run("topics", "check", "--json");

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.json().path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(run.json().path("error").path("code").asText()).isEqualTo("usage");
        assertThat(run.json().path("error").path("message").asText()).startsWith("no Kafka named");
    }

    @Test
    void refusesAWrongLogLevelOfTheEnvironment() {
        var run = CommandRun.in(home).with("LOG_LEVEL", "loud").run("topics", "check");

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).contains("log level must be");
    }

    @Test
    void saysWithinSecondsThatNoBrokerAnswers() {
        var run = CommandRun.in(home).run("topics", "check", "--bootstrap", "127.0.0.1:1", "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("tidegate: no Kafka broker answers at 127.0.0.1:1 within 4 s\n");
        assertThat(run.json().path("error").path("code").asText()).isEqualTo("no-broker");
    }

    @Test
    void neverRunsWithoutABroker() {
        var run = CommandRun.in(home).run("run", "--set", "kafka.bootstrap=127.0.0.1:1");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("tidegate: no Kafka broker answers at 127.0.0.1:1 within 4 s\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "run", "dead-letters list", "replay --verify"})
    void saysThatALocalModeThatWasKilledIsGone(String arguments) {
        new LocalProperties("127.0.0.1:1", "http://127.0.0.1:2", Optional.empty(), "http://127.0.0.1:3", "data")
                .write(home);

        var run = CommandRun.in(home).run(arguments.split(" "));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .startsWith(
                        "tidegate: local mode at 127.0.0.1:1 must be running, was gone; start ./tidegate local again")
                .contains("local.properties")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("traces")
    void refusesATraceNamingFileLineAndWhatItSays(String text, String message) throws Exception {
        var file = Files.writeString(home.resolve("trace.csv"), text);

        var run = CommandRun.in(home).run("local", "--port", "0", "--trace", file.toString(), "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("tidegate: %s%s\n".formatted(file, message));
        assertThat(run.json().at("/error/message").asText()).endsWith(message);
    }

    static Stream<Arguments> traces() {
        String constraint = "line must be timestamp,value with a number of at least 0, was ";
        return Stream.of(
                row("timestamp,value\n1,2\n2,many\n", ":3: " + constraint + "\"2,many\""),
                row("1,2\n2\n", ":2: " + constraint + "\"2\""),
                row("1,NaN\n", ":1: " + constraint + "\"1,NaN\""),
                row("1,-4\n", ":1: " + constraint + "\"1,-4\""),
                row("timestamp,value\n", ": trace must have at least one row, had none"));
    }

    @Test
    void refusesATraceThatIsMissing() {
        var run = CommandRun.in(home).run("local", "--port", "0", "--trace", "none.csv");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("tidegate: none.csv: trace must be a readable text file, was missing\n");
    }

    @Test
    void namesAPortThatIsTakenBeforeItStartsAnything() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var port = String.valueOf(other.getLocalPort());

            var run = CommandRun.in(home).run("local", "--port", port, "--json");

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualTo("tidegate: --port must be free, was %s, which another program uses; --port 0 takes any\n"
                            .formatted(port));
            assertThat(run.json().at("/error/code").asText()).isEqualTo("port-taken");
        }
    }

    @Test
    void namesTheKeyThatLocalPropertiesLack() throws Exception {
        Files.createDirectories(home.resolve(".tidegate"));
        Files.writeString(home.resolve(".tidegate/local.properties"), "bootstrap=127.0.0.1:9092\n");

        var run = CommandRun.in(home).run("topics", "check");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("local.properties: registry must be there, was missing");
    }

    @Test
    void everyVerbTeachesWithAnExample() {
        var root = Tidegate.commandLine(Shell.ofProcess());

        assertThat(verbs(root))
                .isNotEmpty()
                .allSatisfy(verb -> assertThat(verb.getUsageMessage())
                        .as(verb.getCommandName())
                        .contains("Example: tidegate "
                                + verb.getCommandSpec().qualifiedName().substring("tidegate ".length()))
                        .contains("--json"));
    }

    private static List<CommandLine> verbs(CommandLine command) {
        if (command.getCommandSpec().userObject() instanceof Verb) {
            return List.of(command);
        }
        return command.getSubcommands().values().stream()
                .flatMap(sub -> verbs(sub).stream())
                .toList();
    }

    private static Arguments row(String arguments, String message) {
        return Arguments.of(arguments, message);
    }
}
