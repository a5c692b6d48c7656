package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.ExpressionException;
import io.tidegate.streams.policy.file.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Tells everything about a definition file that could fail a run, whatever the metrics read, and what no connector could read.
 * Keys that no run looks at are passed over, as the program does. Secret placeholders need no values here.
 */
public final class DefinitionCheck {
    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    private DefinitionCheck(String file) {
        this.file = file;
    }

    /** All problems of a file, in the order of the file's parts. */
    public static List<Problem> problems(String file, String text, Function<String, Optional<String>> environment) {
        try {
            return problems(
                    file, DefinitionReader.applied(file, text, environment).root());
        } catch (UnusableException e) {
            return List.of(e.asProblem(file));
        }
    }

    static List<Problem> problems(String file, Item root) {
        var check = new DefinitionCheck(file);
        check.check(() -> check.definition(Part.root(root)));
        return List.copyOf(check.problems);
    }

    private interface Step {
        void run() throws UnusableException;
    }

    private void check(Step step) {
        try {
            step.run();
        } catch (UnusableException e) {
            problems.add(e.asProblem(file));
        }
    }

    private void definition(Part definition) throws UnusableException {
        check(() -> definition.get("enabled"));
        check(() -> definition.get("autoscale_group").text());
        check(() -> buffer(definition));
        check(() -> bounds(definition.given("min"), definition.given("max")));
        for (var service : definition.get("services").entries().entrySet()) {
            check(() -> service(service.getValue()));
        }
    }

    private static void buffer(Part definition) throws UnusableException {
        Part cpu = definition.get("cpu_buffer");
        Part memory = definition.get("mem_buffer");
        if (cpu.number() > 0 || memory.number() > 0) {
            cpu.whole();
            memory.whole();
        }
    }

    private static void bounds(Optional<Part> min, Optional<Part> max) throws UnusableException {
        long lower = min.isPresent() ? min.get().whole() : Long.MIN_VALUE;
        long upper = max.isPresent() ? max.get().whole() : Long.MAX_VALUE;
        if (min.isPresent() && lower > upper) {
            throw min.get()
                    .unusable("%s must not be above max %d, was %d"
                            .formatted(min.get().path(), upper, lower));
        }
    }

    private void service(Part service) throws UnusableException {
        check(() -> service.get("enabled"));
        check(() -> bounds(Optional.of(service.get("min")), Optional.of(service.get("max"))));
        Set<String> aliases = new TreeSet<>();
        Set<String> lists = new TreeSet<>(); // JSON has lists, CloudWatch has none
        for (var kind : service.get("metric_sources").entriesOrNone().entrySet()) {
            Set<String> found = new TreeSet<>();
            check(() -> sources(kind.getKey(), kind.getValue(), found));
            aliases.addAll(found);
            lists.addAll(kind.getKey().equals("third_party") ? found : Set.of());
        }
        for (Part event : service.get("events").itemsOrNone()) {
            check(() -> event(event, aliases, lists));
        }
    }

    private void sources(String kind, Part sources, Set<String> aliases) throws UnusableException {
        if (!Source.KINDS.contains(kind)) {
            throw MetricSources.unknown(sources);
        }
        for (Part source : sources.items()) {
            check(() -> FileMetric.check(source, Source.of(kind, source)));
            check(() -> aliases.addAll(MetricSources.aliases(source)));
        }
    }

    private void event(Part event, Set<String> aliases, Set<String> lists) throws UnusableException {
        check(() -> metric(event.get("metric"), aliases, lists));
        for (String bound : List.of("min", "max")) {
            check(() -> bound(event.get(bound)));
        }
        check(() -> event.get("action").whole());
    }

    private static void bound(Part bound) throws UnusableException {
        if (!bound.isNull()) {
            bound.threshold();
        }
    }

    private static void metric(Part metric, Set<String> aliases, Set<String> lists) throws UnusableException {
        if (metric.constant().isPresent()) {
            return;
        }
        try {
            Expression.parse(metric.text()).check(aliases, lists);
        } catch (ExpressionException e) {
            throw metric.unusable(metric.path() + ": " + e.getMessage());
        }
    }
}
