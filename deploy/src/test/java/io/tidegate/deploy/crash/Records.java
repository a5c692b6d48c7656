package io.tidegate.deploy.crash;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.serde.AvroSerde;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What is on record about commands, committed records only. */
final class Records {
    private final Surroundings around;
    private final TopicReader reader;

    Records(Surroundings around) {
        this.around = around;
        this.reader = new TopicReader(around.access());
    }

    /** All commands, in order for each target. */
    List<ScaleCommand> commands() {
        var serde = AvroSerde.of(around.topics().scaleCommands(), ScaleCommand.class, around.schemas());
        var commands = new ArrayList<ScaleCommand>();
        reader.read(
                around.topics().scaleCommands().name(), Range.ALL, found -> commands.add(serde.decode(found.value())));
        return commands;
    }

    /** All outcomes, by the command's id. */
    SortedMap<String, List<CommandOutcome>> outcomes() {
        var serde = AvroSerde.of(around.topics().commandOutcomes(), CommandOutcome.class, around.schemas());
        var outcomes = new TreeMap<String, List<CommandOutcome>>();
        reader.read(around.topics().commandOutcomes().name(), Range.ALL, found -> {
            var outcome = serde.decode(found.value());
            outcomes.computeIfAbsent(outcome.getCommandId(), _ -> new ArrayList<>())
                    .add(outcome);
        });
        return outcomes;
    }

    int deadLetters() {
        var count = new AtomicInteger();
        reader.read(around.topics().deadLetters().name(), Range.ALL, _ -> count.incrementAndGet());
        return count.get();
    }
}
