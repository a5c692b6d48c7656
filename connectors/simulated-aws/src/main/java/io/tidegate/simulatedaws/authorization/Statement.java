package io.tidegate.simulatedaws.authorization;

import io.tidegate.simulatedaws.operation.Wildcards;
import java.util.List;
import java.util.Optional;

/**
 * A statement of a policy that allows something.
 *
 * @param actions patterns, of which one must match
 * @param resources patterns, of which one must match
 * @param conditions all of which must hold
 */
record Statement(List<String> actions, List<String> resources, List<Condition> conditions) {

    /** A condition with one key; one of its values must be the key's. */
    record Condition(Operator operator, String key, List<String> values) {
        // A key that AWS does not know of the request meets no condition (IAM user guide, condition operators).
        boolean holds(Wanted wanted) {
            return Optional.ofNullable(wanted.context().get(key))
                    .filter(actual -> values.stream().anyMatch(value -> operator.matches(value, actual)))
                    .isPresent();
        }
    }

    /** How a condition compares; those that the simulator knows. */
    enum Operator {
        STRING_EQUALS("StringEquals"),
        STRING_LIKE("StringLike"),
        ARN_LIKE("ArnLike");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        private boolean matches(String value, String actual) {
            return switch (this) {
                case STRING_EQUALS -> value.equals(actual);
                case STRING_LIKE, ARN_LIKE -> Wildcards.isLike(value, actual);
            };
        }
    }

    boolean allows(Wanted wanted) {
        return actions.stream().anyMatch(pattern -> Wildcards.isLike(pattern, wanted.action()))
                && resources.stream().anyMatch(pattern -> Wildcards.isLike(pattern, wanted.resource()))
                && conditions.stream().allMatch(condition -> condition.holds(wanted));
    }
}
