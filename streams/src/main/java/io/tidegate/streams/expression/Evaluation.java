package io.tidegate.streams.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of an expression: its bindings and the first failure, which decides the result whatever is computed after it. */
final class Evaluation {
    private final Bindings bindings;
    private @Nullable Result failure;

    Evaluation(Bindings bindings) {
        this.bindings = bindings;
    }

    @Nullable
    Result failure() {
        return failure;
    }

    boolean failed() {
        return failure != null;
    }

    double number(String name) {
        Double number = bindings.number(name);
        return number == null ? missing(name) : checked(name, number);
    }

    double[] numbers(String name) {
        List<Double> numbers = bindings.numbers(name);
        if (numbers == null) {
            missing(name);
            return new double[0];
        }
        return numbers.stream().mapToDouble(number -> checked(name, number)).toArray();
    }

    double invalid(String reason, int position) {
        return fail(new Result.Invalid("%s at character %d".formatted(reason, position + 1)));
    }

    private double checked(String name, double number) {
        return Double.isFinite(number)
                ? number
                : fail(new Result.Invalid("%s must be a finite number, was %s".formatted(name, number)));
    }

    private double missing(String name) {
        return fail(new Result.Missing(name));
    }

    private double fail(Result result) {
        if (failure == null) {
            failure = result;
        }
        return Double.NaN;
    }
}
