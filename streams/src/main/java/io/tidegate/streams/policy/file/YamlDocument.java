package io.tidegate.streams.policy.file;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * A document of a YAML file.
 *
 * @param start where its text starts in the file, after its {@code ---}; counted in code points
 * @param end where its text ends
 */
public record YamlDocument(Node root, int start, int end) {
    static final int MAX_CHARACTERS = 256 * 1024;
    static final int MAX_DOCUMENTS = 100;
    /** How deep a document may nest. */
    public static final int MAX_DEPTH = 20;
    /** The tag of a scalar that has none in the file. */
    public static final Tag UNTAGGED = new Tag("tidegate:untagged");

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setMaxAliasesForCollections(Integer.MAX_VALUE) // Expansion bounds what they stand for
            .setCodePointLimit(MAX_CHARACTERS)
            .setSchema(new WithoutTypes())
            .build();

    /** Leaves types to who reads the nodes, and so lets them tell a scalar with a tag from one without. */
    private static final class WithoutTypes implements Schema {
        @Override
        public ScalarResolver getScalarResolver() {
            return (value, plain) -> UNTAGGED;
        }

        @Override
        public Map<Tag, ConstructNode> getSchemaTagConstructors() {
            return Map.of();
        }
    }

    /** What a file holds: its documents up to the first place that is not YAML, and what is wrong there. */
    public record Contents(List<YamlDocument> documents, Optional<Problem> problem) {}

    private record Extent(int start, int end) {}

    /** Reads a file up to the first place that is not YAML. */
    public static Contents read(String file, String text) {
        if (text.length() > MAX_CHARACTERS) {
            var problem = new Problem(
                    file,
                    1,
                    1,
                    "file must have at most %d characters, was %d".formatted(MAX_CHARACTERS, text.length()));
            return new Contents(List.of(), Optional.of(problem));
        }
        var extents = new ArrayList<Extent>();
        Optional<Problem> problem = guarded(file, () -> addExtents(text, extents));
        var documents = new ArrayList<YamlDocument>();
        Optional<Problem> second = guarded(file, () -> addDocuments(text, extents, documents));
        return new Contents(documents, problem.or(() -> second));
    }

    /** Walks the events, which takes no recursion, so that depth is bounded before nodes are composed, which does. */
    private static void addExtents(String text, List<Extent> extents) {
        int depth = 0;
        int start = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            switch (event.getEventId()) {
                case SequenceStart, MappingStart -> depth++;
                case SequenceEnd, MappingEnd -> depth--;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw new TooMuchException(
                        "document must nest at most %d deep".formatted(MAX_DEPTH), event.getStartMark());
            }
            if (event instanceof DocumentStartEvent begin && begin.isExplicit()) {
                start = begin.getEndMark().map(Mark::getIndex).orElseThrow();
            } else if (event instanceof DocumentEndEvent finish) {
                extents.add(new Extent(
                        start, finish.getStartMark().map(Mark::getIndex).orElseThrow()));
            }
            if (extents.size() > MAX_DOCUMENTS) {
                extents.clear();
                throw new TooMuchException(
                        "file must have at most %d documents".formatted(MAX_DOCUMENTS), event.getStartMark());
            }
        }
    }

    private static void addDocuments(String text, List<Extent> extents, List<YamlDocument> documents) {
        Iterator<Node> roots = new Compose(SETTINGS).composeAllFromString(text).iterator();
        for (int i = 0; i < extents.size() && roots.hasNext(); i++) {
            Extent extent = extents.get(i);
            Node root = roots.next();
            Expansion.check(root);
            documents.add(new YamlDocument(root, extent.start(), extent.end()));
        }
    }

    private static Optional<Problem> guarded(String file, Runnable reading) {
        try {
            reading.run();
            return Optional.empty();
        } catch (TooMuchException e) {
            return Optional.of(problem(file, e.mark, String.valueOf(e.getMessage())));
        } catch (MarkedYamlEngineException e) {
            return Optional.of(problem(file, e.getProblemMark(), "file must be YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            return Optional.of(problem(file, Optional.empty(), "file must be YAML: " + e.getMessage()));
        }
    }

    private static Problem problem(String file, Optional<Mark> mark, String message) {
        int line = mark.map(Mark::getLine).orElse(0);
        int column = mark.map(Mark::getColumn).orElse(0);
        return new Problem(file, line + 1, column + 1, message);
    }

    /** More of something than a policy file can need. */
    static final class TooMuchException extends RuntimeException {
        private final transient Optional<Mark> mark;

        TooMuchException(String message, Optional<Mark> mark) {
            super(message);
            this.mark = mark;
        }
    }
}
