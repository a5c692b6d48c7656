package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
