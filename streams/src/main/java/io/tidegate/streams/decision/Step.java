package io.tidegate.streams.decision;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What follows from an input. A null state means that the target is driven no more. */
public record Step<S extends Driven<S>>(@Nullable S next, List<Output> outputs) {
    public Step {
        outputs = List.copyOf(outputs);
    }

    /** Another state, of which nothing is to be said. */
    public static <S extends Driven<S>> Step<S> silent(S next) {
        return new Step<>(next, List.of());
    }

    /** What follows from its next state, after its own outputs. */
    public Step<S> then(Function<S, Step<S>> later) {
        var second = later.apply(Objects.requireNonNull(next));
        if (outputs.isEmpty()) {
            return second;
        }
        var both = Stream.concat(outputs.stream(), second.outputs().stream());
        return new Step<>(second.next(), both.toList());
    }
}
