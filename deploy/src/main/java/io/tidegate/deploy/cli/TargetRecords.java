package io.tidegate.deploy.cli;

import io.tidegate.deploy.whatif.History;
import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What a past tells of one target. */
final class TargetRecords {
    private final History history;
    private final Target target;

    TargetRecords(History history, Target target) {
        this.history = history;
        this.target = target;
    }

    /** Which domain an instance or a launch template is in its policy says, and not its name; it has no capacity. */
    static boolean isOfAPolicy(Target target) {
        return target instanceof Target.Instance || target instanceof Target.LaunchTemplate;
    }

    Optional<Decision> lastDecision(Instant until) {
        return last(
                Kind.DECISIONS,
                Decision.class,
                found -> found.getTarget().equals(target.text())
                        && !found.getAt().isAfter(until));
    }

    Optional<CommandOutcome> outcome(String commandId) {
        return last(
                Kind.OUTCOMES,
                CommandOutcome.class,
                found -> found.getCommandId().equals(commandId));
    }

    private <T extends SpecificRecord> Optional<T> last(Kind kind, Class<T> type, Predicate<T> counts) {
        var slice = isOfAPolicy(target) ? Slice.ALL : Slice.of(List.of(target.domain()));
        var last = new AtomicReference<@Nullable T>();
        history.each(kind, slice, found -> {
            var value = type.cast(found.value());
            if (counts.test(value)) {
                last.set(value);
            }
        });
        return Optional.ofNullable(last.get());
    }
}
