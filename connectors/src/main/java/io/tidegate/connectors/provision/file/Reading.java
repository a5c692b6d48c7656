package io.tidegate.connectors.provision.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** A file being read, YAML or the JSON that is YAML too: the problems found so far. */
final class Reading {
    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final int MOST_DEPTH = 20;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(MOST_CHARACTERS).build();

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    Reading(String file) {
        this.file = file;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    int count() {
        return problems.size();
    }

    /** The mapping that the file holds; empty after a problem. */
    Optional<Section> root(String text) {
        try {
            checkDepth(text);
            var root = new Compose(SETTINGS).composeString(text);
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return Optional.of(new Section(this, "", mapping));
            }
            problem(0, 0, "file must hold one mapping, did not");
        } catch (MarkedYamlEngineException e) {
            problem(e.getProblemMark(), "file must be YAML or JSON: " + e.getProblem());
        } catch (YamlEngineException e) {
            problem(0, 0, "file must be YAML or JSON: " + e.getMessage());
        }
        return Optional.empty();
    }

    // Events take no recursion, nodes do.
    private static void checkDepth(String text) {
        int depth = 0;
        for (var event : new Parse(SETTINGS).parseString(text)) {
            switch (event.getEventId()) {
                case SequenceStart, MappingStart -> depth++;
                case SequenceEnd, MappingEnd -> depth--;
                default -> {}
            }
            if (depth > MOST_DEPTH) {
                throw new YamlEngineException("it must nest at most %d deep, was deeper".formatted(MOST_DEPTH));
            }
        }
    }

    void problem(Node at, String message) {
        problem(at.getStartMark(), message);
    }

    private void problem(Optional<Mark> mark, String message) {
        problem(mark.map(Mark::getLine).orElse(0), mark.map(Mark::getColumn).orElse(0), message);
    }

    private void problem(int line, int column, String message) {
        problems.add(new Problem(file, line + 1, column + 1, message));
    }
}
