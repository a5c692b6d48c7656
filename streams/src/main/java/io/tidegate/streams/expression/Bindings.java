package io.tidegate.streams.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the names of an expression stand for while it is evaluated. */
@FunctionalInterface
public interface Bindings {

    /** The number that a name stands for; null while it is missing. */
    @Nullable
    Double number(String name);

    /**
     * The numbers that a name stands for where it is the only argument of max, min, sum or len; null while they are
     * missing. Unless overridden that is its one number.
     */
    default @Nullable List<Double> numbers(String name) {
        Double number = number(name);
        return number == null ? null : List.of(number);
    }

    /** Names bound to numbers; any other name is missing. */
    static Bindings of(Map<String, Double> numbers) {
        return numbers::get;
    }
}
