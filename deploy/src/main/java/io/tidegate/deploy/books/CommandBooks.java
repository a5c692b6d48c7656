package io.tidegate.deploy.books;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.SetBounds;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Commands held against their outcomes, and against what AWS changed. */
final class CommandBooks {
    private final SortedMap<String, ScaleCommand> commands = new TreeMap<>();
    private final SortedMap<String, List<CommandOutcome>> outcomes = new TreeMap<>();
    private final List<String> discrepancies = new ArrayList<>();

    private CommandBooks() {}

    static CommandBooks read(KafkaAccess access, Topics topics, SchemaRegistry registry) {
        var books = new CommandBooks();
        var reader = new TopicReader(access);
        var sent = AvroSerde.of(topics.scaleCommands(), ScaleCommand.class, registry);
        var ended = AvroSerde.of(topics.commandOutcomes(), CommandOutcome.class, registry);
        // Commands first, so that none seems to have ended without having been sent.
        reader.read(topics.scaleCommands().name(), Range.ALL, found -> books.add(sent.decode(found.value())));
        reader.read(topics.commandOutcomes().name(), Range.ALL, found -> books.add(ended.decode(found.value())));
        books.compare();
        return books;
    }

    long commands() {
        return commands.size();
    }

    long outcomes() {
        return outcomes.values().stream().mapToLong(List::size).sum();
    }

    List<String> discrepancies() {
        return List.copyOf(discrepancies);
    }

    /** Changes that no command explains: each explains one, and those of a target come in the order of its commands. */
    List<String> unexplained(List<Change> changes) {
        var unexplained = new ArrayList<String>();
        var candidates = mayHaveHadAnEffect();
        changes.stream()
                .collect(Collectors.groupingBy(Change::target, TreeMap::new, Collectors.toList()))
                .forEach((target, made) -> {
                    var rest = candidates.getOrDefault(target, List.of()).iterator();
                    for (var change : made) {
                        boolean explained = false;
                        while (!explained && rest.hasNext()) {
                            explained = rest.next().equals(change.value());
                        }
                        if (!explained) {
                            unexplained.add("%s was set to %s by request %s, which no command explains"
                                    .formatted(target, change.value(), change.requestId()));
                        }
                    }
                });
        return unexplained;
    }

    private void add(ScaleCommand command) {
        if (commands.put(command.getId(), command) != null) {
            discrepancies.add("command %s was sent twice".formatted(command.getId()));
        }
    }

    private void add(CommandOutcome outcome) {
        outcomes.computeIfAbsent(outcome.getCommandId(), _ -> new ArrayList<>()).add(outcome);
    }

    private void compare() {
        commands.keySet().stream()
                .filter(id -> !outcomes.containsKey(id))
                .forEach(id -> discrepancies.add("command %s has no outcome".formatted(id)));
        outcomes.forEach((id, told) -> {
            if (told.size() > 1) {
                discrepancies.add("command %s has %d outcomes".formatted(id, told.size()));
            }
            if (!commands.containsKey(id)) {
                discrepancies.add("an outcome is told of command %s, which was not sent".formatted(id));
            }
        });
    }

    // A call whose answer never came may have had its effect, whatever the command ended as.
    private Map<String, List<String>> mayHaveHadAnEffect() {
        return commands.values().stream()
                .filter(command -> outcomes.getOrDefault(command.getId(), List.of()).stream()
                        .anyMatch(outcome -> outcome.getStatus() == OutcomeStatus.APPLIED || outcome.getAttempts() > 0))
                .sorted(Comparator.comparing(ScaleCommand::getEpoch).thenComparingLong(ScaleCommand::getSequence))
                .collect(Collectors.groupingBy(
                        ScaleCommand::getTarget, Collectors.mapping(CommandBooks::value, Collectors.toList())));
    }

    private static String value(ScaleCommand command) {
        return switch (command.getAction()) {
            case SetCapacity capacity -> String.valueOf(capacity.getDesired());
            case SetBounds bounds -> bounds.getMin() + ".." + bounds.getMax();
            default -> "";
        };
    }
}
