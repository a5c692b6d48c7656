package io.tidegate.connectors.executor.command;

import io.tidegate.schemas.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parameters of a step. What is not as it must be is thrown, naming the parameter, its constraint and its value. */
record StepParameters(Step step) {

    /** One that must be given. */
    String text(String key) {
        return Optional.ofNullable(step.getParameters().get(key))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("action.parameters." + key + " of step "
                        + step.getKind() + " must be given, was " + step.getParameters()));
    }

    /** One that need not be given, and is not blank where it is. */
    Optional<String> optional(String key) {
        return step.getParameters().containsKey(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** Whether it is the one of two words. */
    boolean either(String key, String yes, String no) {
        String value = text(key);
        if (!value.equals(yes) && !value.equals(no)) {
            throw invalid(key, yes + " or " + no, value);
        }
        return value.equals(yes);
    }

    /** A whole number within bounds. */
    long number(String key, long least, long most) {
        return number(key, text(key), least, most);
    }

    /** One or several numbers, joined by commas. */
    List<Long> numbers(String key, long least, long most) {
        return Arrays.stream(text(key).split(",", -1))
                .map(each -> number(key, each, least, most))
                .toList();
    }

    /** None, one or several texts, joined by commas. */
    List<String> texts(String key) {
        return optional(key).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .peek(each -> {
                    if (each.isBlank()) {
                        throw invalid(key, "texts joined by commas", text(key));
                    }
                })
                .toList();
    }

    IllegalArgumentException invalid(String key, String constraint, String value) {
        return new IllegalArgumentException(
                "action.parameters.%s must be %s, was \"%s\"".formatted(key, constraint, value));
    }

    private long number(String key, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // It is told below.
        }
        throw invalid(key, most == Long.MAX_VALUE ? "at least " + least : least + " to " + most, text);
    }
}
