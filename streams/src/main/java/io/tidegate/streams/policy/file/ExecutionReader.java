package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.Execution;
import io.tidegate.streams.policy.Execution.ForeignWrites;
import io.tidegate.streams.policy.Execution.Mode;
import io.tidegate.streams.policy.Execution.Restore;
import io.tidegate.streams.policy.Execution.Yield;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the keys of a policy that say how its commands are carried out. */
final class ExecutionReader {
    private static final Map<String, Mode> MODES =
            Map.of("enforce", Mode.ENFORCE, "dryRun", Mode.DRY_RUN, "shadow", Mode.SHADOW);
    private static final Map<String, ForeignWrites> WORDS = Map.of("restore", new Restore());

    private ExecutionReader() {}

    /** Empty when something is wrong with them; what it makes may still break a constraint. */
    static Optional<Supplier<Execution>> read(Section root) {
        var mode = root.get("mode").choice(Mode.ENFORCE, MODES, _ -> false);
        int priority = root.get("priority").integer(Execution.DEFAULT_PRIORITY);
        var foreignWrites = foreignWrites(root.get("foreignWrites"));
        return foreignWrites.map(then -> () -> new Execution(mode, priority, then));
    }

    private static Optional<ForeignWrites> foreignWrites(Value value) {
        if (!value.isMapping()) {
            return Optional.of(value.choice(new Restore(), WORDS, _ -> false));
        }
        return value.section().flatMap(section -> {
            var span = section.require("yield").duration(Duration.ofMinutes(1));
            return section.build(() -> new Yield(span));
        });
    }
}
