package io.tidegate.streams.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the names of an expression stand for while it is evaluated. */
@FunctionalInterface
public interface Bindings {

    /** The number that a name stands for; null while it is missing. */
    @Nullable
    Double number(String name);

    /** The list that a name stands for, whose only uses are max, min, sum and len; empty where it stands for none. */
    default Optional<List<Double>> list(String name) {
        return Optional.empty();
    }

    /** Names bound to numbers; any other name is missing. */
    static Bindings of(Map<String, Double> numbers) {
        return numbers::get;
    }
}
