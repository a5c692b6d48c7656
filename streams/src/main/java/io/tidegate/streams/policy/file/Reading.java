package io.tidegate.streams.policy.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** One document being read: the problems found so far and the placeholders resolved so far. */
final class Reading {
    private static final int MAX_MESSAGE = 400;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String file;
    private final Function<String, Optional<String>> environment;
    private final List<Problem> problems = new ArrayList<>();
    private final SortedMap<String, String> constants = new TreeMap<>();
    private final Splices splices = new Splices();

    Reading(String file, Function<String, Optional<String>> environment) {
        this.file = file;
        this.environment = environment;
    }

    List<Problem> problems() {
        return problems;
    }

    SortedMap<String, String> constants() {
        return Collections.unmodifiableSortedMap(constants);
    }

    Splices splices() {
        return splices;
    }

    void problem(Mark mark, String message) {
        problem(mark.getLine(), mark.getColumn(), message);
    }

    /** A problem inside a scalar: after {@code offset} characters, where those stand in the file as they were read. */
    void problem(ScalarNode scalar, int offset, String message) {
        Mark start = scalar.getStartMark().orElseThrow();
        Mark end = scalar.getEndMark().orElseThrow();
        int quote = scalar.isPlain() ? 0 : 1;
        boolean verbatim = start.getLine() == end.getLine()
                && end.getColumn() - start.getColumn() == scalar.getValue().length() + 2 * quote;
        problem(start.getLine(), start.getColumn() + (verbatim ? quote + offset : 0), message);
    }

    private void problem(int line, int column, String message) {
        String shown = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "..." : message;
        problems.add(new Problem(file, line + 1, column + 1, shown));
    }

    /** A scalar's text with its placeholders resolved; empty after a problem. */
    Optional<String> resolved(String path, ScalarNode scalar) {
        return expanded(path, scalar).map(value -> {
            if (Placeholders.in(scalar.getValue())) {
                splices.add(scalar, value);
            }
            return value;
        });
    }

    /** The items of a comma list that a scalar's placeholders resolve to; none after a problem. */
    List<String> items(String path, ScalarNode scalar) {
        List<String> items = expanded(path, scalar).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .toList();
        splices.add(scalar, items);
        return items;
    }

    private Optional<String> expanded(String path, ScalarNode scalar) {
        int before = problems.size();
        String value = Placeholders.replaced(scalar.getValue(), name -> variable(path, scalar, name));
        return problems.size() == before ? Optional.of(value) : Optional.empty();
    }

    private String variable(String path, ScalarNode scalar, String name) {
        Mark mark = scalar.getStartMark().orElseThrow();
        Optional<String> value = environment.apply(name);
        if (value.isEmpty()) {
            problem(mark, "%s must have its variable %s set, was unset".formatted(path, name));
        } else if (CONTROL.matcher(value.get()).find() || Placeholders.in(value.get())) {
            problem(mark, "%s: variable %s must be one line without placeholders".formatted(path, name));
        } else {
            constants.put(name, value.get());
        }
        return value.orElse("");
    }
}
