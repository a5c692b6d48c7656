package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.expression.Bindings;
import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.ExpressionException;
import io.tidegate.streams.expression.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the metrics of a service read, by alias. Names of an expression are bound to them, never put into its text (Q03): a
 * text counts as a number where it is one, true is 1, false 0, null is missing, and a list is for max, min, sum and len.
 */
record MetricValues(Map<String, Item> values) implements Bindings {
    private static final Pattern NUMBER =
            Pattern.compile("\\s*[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?\\s*");

    /** The value of an event's metric; empty while something that it needs is missing. */
    OptionalDouble value(Part metric) throws UnusableException {
        OptionalDouble constant = metric.constant();
        if (constant.isPresent()) {
            return constant;
        }
        try {
            Expression expression = Expression.parse(metric.text());
            expression.check(values.keySet(), values.keySet());
            return switch (expression.evaluate(this)) {
                case Result.Number number -> OptionalDouble.of(number.value());
                case Result.Missing _ -> OptionalDouble.empty();
                case Result.Invalid invalid -> throw metric.unusable(metric.path() + ": " + invalid.reason());
            };
        } catch (ExpressionException e) {
            throw metric.unusable(metric.path() + ": " + e.getMessage());
        }
    }

    @Override
    public @Nullable Double number(String name) {
        Item item = values.get(name);
        return item == null || isNull(item) ? null : Double.valueOf(number(item));
    }

    @Override
    public Optional<List<Double>> list(String name) {
        return values.get(name) instanceof Item.Sequence list
                ? Optional.of(list.items().stream().map(MetricValues::number).toList())
                : Optional.empty();
    }

    private static boolean isNull(Item item) {
        return item instanceof Item.Scalar scalar && scalar.value() == null;
    }

    // NaN, which expressions refuse, for what is no number.
    private static double number(Item item) {
        return switch (item) {
            case Item.Scalar(Place _, Number number) -> number.doubleValue();
            case Item.Scalar(Place _, Boolean flag) -> flag ? 1 : 0;
            case Item.Scalar(Place _, String text)
            when NUMBER.matcher(text).matches() -> Double.parseDouble(text.strip());
            default -> Double.NaN;
        };
    }
}
