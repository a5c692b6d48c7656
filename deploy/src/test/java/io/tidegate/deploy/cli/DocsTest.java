package io.tidegate.deploy.cli;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.connectors.provision.file.BlueprintReader;
import io.tidegate.connectors.provision.file.Source;
import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.whatif.price.PriceReader;
import io.tidegate.streams.ecsautoscale.DefinitionCheck;
import io.tidegate.streams.policy.file.PolicyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the manual shows is what the program takes. */
class DocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final Pattern YML = Pattern.compile("(?s)```yml\n(.*?)```");
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern VERB = Pattern.compile("\\./tidegate ([^|#\n]*)");
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern KEY = Pattern.compile("(?m)(?:^\\| |\\G, )`([a-zA-Z.*]+)`(?=,| \\|)");

    @ParameterizedTest(name = "{0}")
    @MethodSource("policies")
    void everyPolicyIsValid(String page, String policy) {
        var parsed = PolicyReader.read(page, policy, _ -> Optional.of("value"));

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.documents()).isNotEmpty();
    }

    static Stream<Arguments> policies() {
        return yaml().filter(block -> ((String) block.get()[1]).contains("apiVersion:"))
                .filter(block -> !isPolicyTest(block))
                .filter(block -> !isProvision(block))
                .filter(block -> !isPrices(block));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("provisions")
    void everyFileOfWhatShallStandIsValid(String page, String text) {
        assertThat(BlueprintReader.read(List.of(new Source(page, text))).problems())
                .isEmpty();
    }

    static Stream<Arguments> provisions() {
        return yaml().filter(DocsTest::isProvision);
    }

    private static boolean isProvision(Arguments block) {
        return ((String) block.get()[1]).contains("kind: Provision");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("prices")
    void everyPriceTableIsValid(String page, String text) {
        assertThat(PriceReader.read(page, text).problems()).isEmpty();
    }

    static Stream<Arguments> prices() {
        return yaml().filter(DocsTest::isPrices);
    }

    private static boolean isPrices(Arguments block) {
        return ((String) block.get()[1]).contains("kind: Prices");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("policyTests")
    void everyPolicyTestPasses(String page, String cases, @TempDir Path folder) throws IOException {
        var file = Files.writeString(
                folder.resolve("test.yaml"),
                cases.replace(": ../", ": " + ROOT.toUri().getPath()));

        var run = CommandRun.in(folder).run("policy", "test", file.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).endsWith(" 0 failed\n");
    }

    static Stream<Arguments> policyTests() {
        return yaml().filter(DocsTest::isPolicyTest);
    }

    private static boolean isPolicyTest(Arguments block) {
        return ((String) block.get()[1]).contains("kind: PolicyTest");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void everyConfigurationIsTaken(String page, String configuration, @TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("service.yaml"), configuration);

        assertThatCode(() -> ServiceConfig.of(page, ServiceConfig.read(file))).doesNotThrowAnyException();
    }

    static Stream<Arguments> configurations() {
        return yaml().filter(block -> !((String) block.get()[1]).contains("apiVersion:"));
    }

    @Test
    void everyFileOfEcsAutoscaleIsValid() {
        var files = pages().flatMap(page -> YML.matcher(read(page)).results()).toList();

        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(DefinitionCheck.problems("docs", file.group(1), _ -> Optional.of("5")))
                        .isEmpty());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("commandLines")
    void everyCommandLineIsUnderstood(String page, String line) {
        var commands = Tidegate.commandLine(Shell.ofProcess());

        assertThatCode(() -> commands.parseArgs(words(line))).doesNotThrowAnyException();
    }

    static Stream<Arguments> commandLines() {
        return pages().flatMap(page -> SHELL.matcher(read(page))
                .results()
                .flatMap(block -> VERB.matcher(block.group(1)).results())
                .map(verb -> Arguments.of(name(page), verb.group(1).strip())));
    }

    @Test
    void everyVerbHasAnExample() {
        var shown = commandLines().map(row -> (String) row.get()[1]).toList();

        assertThat(verbs(Tidegate.commandLine(Shell.ofProcess()), ""))
                .allSatisfy(verb -> assertThat(shown).anyMatch(line -> (line + " ").startsWith(verb + " ")));
    }

    @Test
    void everyFailureOfDrainingNamesTestsThatThereAre() {
        var tests = Stream.of(
                        "streams/src/test/java/io/tidegate/streams/termination/TerminationDeciderTest.java",
                        "connectors/src/test/java/io/tidegate/connectors/lifecycle/QueueLoopTest.java",
                        "deploy/src/test/java/io/tidegate/deploy/cli/DrainIT.java")
                .map(file -> read(ROOT.resolve(file)))
                .collect(Collectors.joining());
        var named = Pattern.compile("`([a-z]+[A-Z][A-Za-z]+)`[,| ]")
                .matcher(read(ROOT.resolve("docs/draining.md")))
                .results()
                .map(name -> name.group(1))
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(tests).contains("void " + name + "("));
    }

    @Test
    void everyKeyOfTheServiceIsListedAndNoOther() {
        var listed = KEY.matcher(read(ROOT.resolve("docs/operations.md")))
                .results()
                .map(row -> row.group(1))
                // Codes of AWS have dots too, and begin in capitals.
                .filter(key -> Character.isLowerCase(key.charAt(0)))
                .filter(key -> key.contains(".") || key.equals("roles"))
                .filter(key -> !key.endsWith("*"))
                // Error codes of AWS have tables too.
                .filter(key -> Character.isLowerCase(key.charAt(0)))
                .collect(toCollection(TreeSet::new));

        assertThatThrownBy(() -> ServiceConfig.of("docs", Map.of("kafka.bootstrap", "kafka:9092", "unknown", "")))
                .hasMessageEndingWith("known keys are " + String.join(", ", listed));
    }

    @Test
    void everyKeyOfAPolicyIsListed() throws IOException {
        var listed = KEY.matcher(read(ROOT.resolve("docs/policy.md")))
                .results()
                .map(row -> row.group(1))
                .collect(toCollection(TreeSet::new));
        var kinds = List.of("cloudwatch", "samples", "http", "targetTracking", "threshold");

        try (var schema = PolicyReader.class.getResourceAsStream("policy.schema.json")) {
            var keys = new TreeSet<String>();
            collect(new ObjectMapper().readTree(schema), keys);
            kinds.forEach(keys::remove);

            assertThat(listed).containsAll(keys);
        }
    }

    @Test
    void everyKeyOfAPolicyTestIsListedAndNoOther() throws IOException {
        var listed = KEY.matcher(read(ROOT.resolve("docs/policy-test.md")))
                .results()
                .map(row -> row.group(1))
                .collect(toCollection(TreeSet::new));

        try (var schema = PolicyReader.class.getResourceAsStream("policy-test.schema.json")) {
            var keys = new TreeSet<String>();
            collect(new ObjectMapper().readTree(schema), keys);

            assertThat(listed).isEqualTo(keys);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("links")
    void everyLinkLeadsSomewhere(String page, String link) {
        assertThat(ROOT.resolve(page).resolveSibling(link)).exists();
    }

    static Stream<Arguments> links() {
        return pages().flatMap(page ->
                LINK.matcher(read(page)).results().map(link -> Arguments.of(name(page), link.group(1))));
    }

    private static void collect(JsonNode node, Set<String> keys) {
        if (node.path("properties").isObject()) {
            node.path("properties").fieldNames().forEachRemaining(keys::add);
        }
        node.forEach(child -> collect(child, keys));
    }

    private static List<String> verbs(CommandLine command, String name) {
        var verbs = new ArrayList<String>();
        command.getSubcommands().forEach((word, sub) -> {
            if (!word.equals("help")) {
                verbs.addAll(sub.getSubcommands().isEmpty() ? List.of(name + word) : verbs(sub, name + word + " "));
            }
        });
        return verbs;
    }

    private static String[] words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group().replaceAll("^[\"']|[\"']$", ""))
                .toArray(String[]::new);
    }

    private static Stream<Arguments> yaml() {
        return pages().flatMap(page ->
                YAML.matcher(read(page)).results().map(block -> Arguments.of(name(page), block.group(1))));
    }

    private static Stream<Path> pages() {
        try (var docs = Files.list(ROOT.resolve("docs"));
                var modules = Files.list(ROOT)) {
            var manual = docs.filter(page -> page.toString().endsWith(".md")).toList();
            var beside = modules.flatMap(
                            folder -> Stream.of(folder.resolve("README.md"), folder.resolve("RATIONALE.md")))
                    .filter(Files::exists)
                    .toList();
            return Stream.of(Stream.of(ROOT.resolve("README.md")), manual.stream(), beside.stream())
                    .flatMap(pages -> pages)
                    .sorted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path page) {
        return ROOT.relativize(page).toString();
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
