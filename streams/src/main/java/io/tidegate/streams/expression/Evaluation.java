package io.tidegate.streams.expression;

import java.util.List;
import java.util.Optional;
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

    double[] list(String name, int position) {
        Optional<List<Double>> list = bindings.list(name);
        if (list.isEmpty()) {
            Double number = bindings.number(name);
            double failed = number == null ? missing(name) : invalid(Expression.noList(name), position);
            return new double[] {failed};
        }
        return list.get().stream().mapToDouble(number -> checked(name, number)).toArray();
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
