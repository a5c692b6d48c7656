package io.tidegate.streams.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTest {
    private static final Map<String, Double> NUMBERS = Map.of("cpu", 80.0, "idle", 0.0, "running", 4.0);
    private static final Bindings BINDINGS = new Bindings() {
        @Override
        public @Nullable Double number(String name) {
            return NUMBERS.get(name);
        }

        @Override
        public Optional<List<Double>> list(String name) {
            return name.equals("loads") ? Optional.of(List.of(3.0, 8.0, 5.0)) : Optional.empty();
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ceil(7.2) | 8",
                "ceil(-0.5) | 0",
                "floor(-7.2) | -8",
                "int(-7.8) | -7",
                "round(2.5) | 2",
                "round(3.5) | 4",
                "round(2.675, 2) | 2.67",
                "round(1234, -2) | 1200",
                "round(5, 100000) | 5",
                "1.0 // 0.1 | 9",
                "-1 % 3 | 2",
                "-2 ** 2 | -4",
                "2 ** 3 ** 2 | 512",
                "2 ** -1 | 0.5",
                "1 < 2 < 3 | 1",
                "3 > 2 > 2 | 0",
                "not 1 == 2 | 1",
                "0 or 7 | 7",
                "3 and 0 | 0",
                "idle != 0 and cpu / idle > 3 | 0",
                "cpu / 60 * running | 5.333333333333333",
                "sum([]) | 0",
                "min(3, 2, 9) | 2",
                "max(loads) | 8",
                "sum(loads,) / len(loads) | 5.333333333333333",
                "max(cpu, 90,) | 90",
                "max([cpu, 90,]) | 90",
                "min([cpu, 90],) | 80",
                "abs(-7,) | 7",
                "0x1F + 0XfF | 286",
                "0b11 * 0B1_0 | 6",
                "0o17 - 0O0_7 | 8",
                "0x00 | 0",
                "round(2.675, +2) | 2.67",
            })
    void computes(String text, double expected) throws ExpressionException {
        assertThat(Expression.parse(text).evaluate(BINDINGS)).isEqualTo(new Result.Number(expected));
    }

    @ParameterizedTest
    @MethodSource("withoutResult")
    void tellsWhyThereIsNoResult(String text, Result expected) throws ExpressionException {
        assertThat(Expression.parse(text).evaluate(BINDINGS)).isEqualTo(expected);
    }

    private static Stream<Arguments> withoutResult() {
        return Stream.of(
                arguments("cpu * gone", new Result.Missing("gone")),
                arguments("gone > 3", new Result.Missing("gone")),
                arguments("not gone", new Result.Missing("gone")),
                arguments("max([cpu, gone])", new Result.Missing("gone")),
                arguments("max(gone)", new Result.Missing("gone")),
                arguments("max(cpu)", new Result.Invalid("cpu must be a list, was one number at character 5")),
                arguments("min(cpu)", new Result.Invalid("cpu must be a list, was one number at character 5")),
                arguments("sum(cpu)", new Result.Invalid("cpu must be a list, was one number at character 5")),
                arguments("1 + len(cpu,)", new Result.Invalid("cpu must be a list, was one number at character 9")),
                arguments("loads + 1", new Result.Missing("loads")),
                arguments("gone / 0", new Result.Missing("gone")),
                arguments("cpu / idle + gone", new Result.Invalid("division by zero at character 5")),
                arguments("cpu // idle", new Result.Invalid("division by zero at character 5")),
                arguments("cpu % idle", new Result.Invalid("division by zero at character 5")),
                arguments("idle ** -1", new Result.Invalid("division by zero at character 6")),
                arguments(
                        "(-8) ** 0.5", new Result.Invalid("a negative number has no fractional power at character 6")),
                arguments("cpu ** 1000", new Result.Invalid("number too large at character 5")),
                arguments("min(1, 1e308 * 10)", new Result.Invalid("number too large at character 14")),
                arguments("round(cpu, running / 8)", new Result.Invalid("round has no finite result at character 1")));
    }

    @Test
    void refusesBoundValuesThatAreNotFinite() throws ExpressionException {
        Expression expression = Expression.parse("cpu > 3");

        Result result = expression.evaluate(name -> Double.NaN);

        assertThat(result).isEqualTo(new Result.Invalid("cpu must be a finite number, was NaN"));
    }

    @Test
    void needsOnlyTheNamesThatDecide() throws ExpressionException {
        assertThat(Expression.parse("cpu or gone").evaluate(BINDINGS)).isEqualTo(new Result.Number(80));
        assertThat(Expression.parse("idle and gone").evaluate(BINDINGS)).isEqualTo(new Result.Number(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cpu + | expected a value, was the end at character 6 | 5",
                "cpu + * 2 | expected a value, was \"*\" at character 7 | 6",
                "(cpu | expected \")\", was the end at character 5 | 4",
                "cpu cpu | expected an operator or the end, was \"cpu\" at character 5 | 4",
                "cpu $ 2 | expected a number, name or operator, was \"$\" at character 5 | 4",
                "sqrt(cpu) | function must exist, was \"sqrt\" at character 1 | 0",
                "2 * abs() | abs must be given one value at character 5 | 4",
                "pow(1, 2, 3) | pow must be given two values at character 1 | 0",
                "sum(1, 2) | sum must be given a list at character 1 | 0",
                "max(3) | max must be given a list, or at least two values at character 1 | 0",
                "max(,) | expected a value, was \",\" at character 5 | 4",
                "max([1,,2]) | expected a value, was \",\" at character 8 | 7",
                "cpu + 0x | expected an operator or the end, was \"x\" at character 8 | 7",
                "cpu + 0b12 | expected an operator or the end, was \"2\" at character 10 | 9",
                "1 + round(cpu, 1.0) | digits of round must be a whole number, was 1.0 at character 5 | 4",
                "round(cpu, -1e0) | digits of round must be a whole number, was -1.0 at character 1 | 0",
                "max([]) | max must be given a list, or at least two values at character 1 | 0",
                "[cpu] | expected a value, was \"[\" at character 1 | 0",
                "1 + not 2 | expected a value, was \"not\" at character 5 | 4",
                "cpu + 017 | a number must not start with 0, was \"017\" at character 7 | 6",
                "cpu * 1e999 | a number must be finite, was \"1e999\" at character 7 | 6",
            })
    void saysWhatIsWrongAndWhere(String text, String message, int position) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.parse(text))
                .withMessage(message)
                .matches(e -> e.position() == position);
    }

    @ParameterizedTest
    @MethodSource("beyondBounds")
    void refusesWhatIsBeyondItsBounds(String text, String message) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.parse(text))
                .withMessage(message);
    }

    private static Stream<Arguments> beyondBounds() {
        return Stream.of(
                arguments("1".repeat(1001), "expression must have at most 1000 characters, was 1001 at character 1001"),
                arguments(
                        "(".repeat(60) + "1" + ")".repeat(60), "expression must nest at most 50 deep at character 51"),
                arguments("-".repeat(60) + "1", "expression must nest at most 50 deep at character 51"),
                arguments("1" + "+1".repeat(300), "expression must have at most 250 parts at character 252"));
    }

    @Test
    void takesLineBreaksInsideBracketsAndAtEitherEnd() throws ExpressionException {
        Expression expression = Expression.parse("\nmax([cpu, # percent\n  running])\n");

        assertThat(expression.evaluate(BINDINGS)).isEqualTo(new Result.Number(80));
    }

    @Test
    void listsItsNamesSorted() throws ExpressionException {
        assertThat(Expression.parse("max([running, cpu]) + abs(cpu) + max(idle)")
                        .names())
                .containsExactly("cpu", "idle", "running");
    }

    @Test
    void reportsTheFirstUnknownName() throws ExpressionException {
        Expression expression = Expression.parse("cpu + zeta * alpha");

        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> expression.check(Set.of("cpu", "running")))
                .withMessage("alias must be one of [cpu, running], was \"zeta\" at character 7")
                .matches(e -> e.position() == 6);
    }

    @Test
    void refusesANumberWhereAListMustStand() throws ExpressionException {
        Expression expression = Expression.parse("cpu + max(cpu, 1) + sum(cpu)");

        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> expression.check(Set.of("cpu")))
                .withMessage("cpu must be a list, was one number at character 25")
                .matches(e -> e.position() == 24);
        assertThatCode(() -> expression.check(Set.of("cpu"), Set.of("cpu"))).doesNotThrowAnyException();
    }

    @Test
    void isEqualByText() throws ExpressionException {
        assertThat(Expression.parse("cpu+1"))
                .isEqualTo(Expression.parse("cpu+1"))
                .hasToString("cpu+1");
        assertThat(Expression.parse("cpu+1")).isNotEqualTo(Expression.parse("cpu + 1"));
    }

    @Test
    void reservesTheWordsOfTheLanguage() {
        assertThat(Stream.of("max", "and", "ceil").allMatch(Expression::isReserved))
                .isTrue();
        assertThat(Expression.isReserved("cpu")).isFalse();
    }
}
