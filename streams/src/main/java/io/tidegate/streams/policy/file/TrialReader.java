package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.trial.Backtest;
import io.tidegate.streams.policy.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * Reads files of cases that policies are tested by, as strictly as {@link PolicyReader} reads policies: all problems at
 * once, each with its position, those of the policies included.
 */
public final class TrialReader {
    private static final String API_VERSION = "tidegate/v1";
    private static final String KIND = "PolicyTest";

    private final String file;
    private final Function<String, Optional<String>> environment;
    private final Function<String, Optional<String>> files;
    private final List<Trial> trials = new ArrayList<>();
    private final List<Backtest> backtests = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private TrialReader(
            String file, Function<String, Optional<String>> environment, Function<String, Optional<String>> files) {
        this.file = file;
        this.environment = environment;
        this.files = files;
    }

    /**
     * Reads a file of cases.
     *
     * @param file its name, for messages
     * @param environment values of variables; empty for one that is not set
     * @param files the text of a policy file, by the path that the file of cases names it by; empty when it cannot be read
     */
    public static ParsedTrials read(
            String file,
            String text,
            Function<String, Optional<String>> environment,
            Function<String, Optional<String>> files) {
        return new TrialReader(file, environment, files).read(text);
    }

    private ParsedTrials read(String text) {
        var contents = YamlDocument.read(file, text);
        contents.problem().ifPresent(problems::add);
        contents.documents().forEach(this::read);
        if (trials.isEmpty() && backtests.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(file, 1, 1, "file must hold at least one case, was empty"));
        }
        return new ParsedTrials(trials, backtests, problems);
    }

    private void read(YamlDocument document) {
        var reading = new Reading(file, environment);
        if (document.root() instanceof MappingNode root) {
            read(new Section(reading, "", root));
        } else {
            reading.problem(document.root().getStartMark().orElseThrow(), "document must be a mapping");
        }
        reading.problems().stream().sorted(Problem.BY_POSITION).forEach(problems::add);
    }

    private void read(Section root) {
        root.require("apiVersion").choice(API_VERSION, Map.of(API_VERSION, API_VERSION), _ -> false);
        root.require("kind").choice(KIND, Map.of(KIND, KIND), _ -> false);
        var variables = new TreeMap<String, String>(root.get("variables")
                .section()
                .map(found -> found.texts(Value::text))
                .orElse(Map.of()));
        var policies = policies(root.require("policy"), variables);
        var cases = root.get("cases").list();
        var pasts = root.get("pasts").list();
        root.build(() -> root); // Keys that nobody asked for.
        if (policies.isEmpty()) {
            return; // Their problems come first.
        }
        var names = new TreeSet<String>();
        for (var value : cases) {
            value.section()
                    .flatMap(found -> CaseReader.read(found, policies))
                    .filter(trial -> isNew(trial.name(), value, names))
                    .ifPresent(trials::add);
        }
        for (var value : pasts) {
            value.section()
                    .flatMap(found -> BacktestReader.read(found, policies))
                    .filter(backtest -> isNew(backtest.name(), value, names))
                    .ifPresent(backtests::add);
        }
    }

    private static boolean isNew(String name, Value value, Set<String> names) {
        boolean isNew = names.add(name);
        if (!isNew) {
            value.problem("name must be unique in a file, was \"%s\" twice".formatted(name));
        }
        return isNew;
    }

    private List<CapacityPolicy> policies(Value path, Map<String, String> variables) {
        Optional<String> name = path.text();
        Optional<String> text = name.flatMap(files);
        if (name.isPresent() && text.isEmpty()) {
            path.wrong("a readable file, by its path from this one", "\"" + name.get() + "\"");
        }
        if (text.isEmpty()) {
            return List.of();
        }
        var parsed = PolicyReader.read(
                name.get(),
                text.get(),
                key -> Optional.ofNullable(variables.get(key)).or(() -> environment.apply(key)));
        problems.addAll(parsed.problems());
        if (!parsed.problems().isEmpty()) {
            return List.of();
        }
        var policies = parsed.documents().stream()
                .map(PolicyDocument::policy)
                .filter(CapacityPolicy.class::isInstance)
                .map(CapacityPolicy.class::cast)
                .toList();
        if (policies.isEmpty()) {
            path.wrong("a file with a policy of services, groups or scalable targets", "\"" + name.get() + "\"");
        }
        return policies;
    }
}
