package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.OnMissing;
import io.tidegate.streams.policy.OnMissing.Reaction;
import io.tidegate.streams.policy.OnMissing.When;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a metric's {@code onMissing}: a word, or a mapping that says more. */
final class OnMissingReader {
    private static final Map<String, Reaction> WORDS =
            Map.of("hold", new Reaction.Hold(), "ignore", new Reaction.Ignore(), "allowOut", new Reaction.AllowOut());
    private static final Map<String, When> WHEN =
            Map.of("always", When.ALWAYS, "ifHigher", When.IF_HIGHER, "ifLower", When.IF_LOWER);

    private OnMissingReader() {}

    /** Hold, when nothing is said; empty after a problem. */
    static Optional<OnMissing> read(Value value) {
        if (!value.isMapping()) {
            return Optional.of(new OnMissing(word(value), 1));
        }
        return value.section().flatMap(OnMissingReader::mapping);
    }

    private static Optional<OnMissing> mapping(Section section) {
        Optional<Reaction> reaction =
                section.oneOf(List.of("then", "value", "fallback")).flatMap(key -> reaction(key, section.get(key)));
        int after = section.get("after").integer(1);
        return section.build(() -> new OnMissing(reaction.orElseThrow(), after));
    }

    private static Optional<Reaction> reaction(String key, Value value) {
        return switch (key) {
            case "then" -> Optional.of(word(value));
            case "value" -> value.number().map(Reaction.Value::new);
            default -> value.section().flatMap(OnMissingReader::fallback);
        };
    }

    private static Reaction word(Value value) {
        return value.choice(OnMissing.HOLD.reaction(), WORDS, _ -> false);
    }

    private static Optional<Reaction> fallback(Section section) {
        int capacity = section.require("capacity").integer(0);
        When when = section.get("when").choice(Defaults.FALLBACK, WHEN, _ -> false);
        return section.build(() -> new Reaction.Fallback(capacity, when));
    }
}
