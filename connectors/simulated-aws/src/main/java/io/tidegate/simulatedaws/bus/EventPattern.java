package io.tidegate.simulatedaws.bus;

import io.tidegate.simulatedaws.protocol.ApiError;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Which events a rule is for: lists of values and prefixes, one of which each named member must have. */
final class EventPattern {
    private final String text;
    private final JsonNode pattern;

    private EventPattern(String text, JsonNode pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /**
     * Reads a pattern.
     *
     * @throws ApiError when it is malformed, or has matchers that are not simulated
     */
    static EventPattern parse(String text) {
        JsonNode pattern;
        try {
            pattern = JsonNode.parser().parse(text);
        } catch (RuntimeException malformed) {
            throw malformed("cannot be parsed");
        }
        if (!pattern.isObject() || pattern.asObject().isEmpty()) {
            throw malformed("must be an object with members");
        }
        check("", pattern.asObject());
        return new EventPattern(text, pattern);
    }

    private static void check(String path, Map<String, JsonNode> members) {
        members.forEach((name, value) -> {
            var at = path + name;
            if (name.startsWith("$")) {
                throw unsupported(at);
            } else if (value.isObject()) {
                check(at + ".", value.asObject());
            } else if (!value.isArray() || value.asArray().isEmpty()) {
                throw malformed("\"" + at + "\" must be an object or an array");
            } else {
                value.asArray().forEach(matcher -> check(at, matcher));
            }
        });
    }

    private static void check(String at, JsonNode matcher) {
        if (matcher.isObject()) {
            var members = matcher.asObject();
            var prefix = members.get("prefix");
            if (members.size() != 1 || prefix == null || !prefix.isString()) {
                throw unsupported(at);
            }
        } else if (matcher.isArray()) {
            throw malformed("\"" + at + "\" has a list in a list");
        }
    }

    /** As it was given. */
    String text() {
        return text;
    }

    boolean matches(JsonNode event) {
        return matches(pattern, event);
    }

    private static boolean matches(JsonNode wanted, JsonNode actual) {
        if (!wanted.isObject()) {
            var values = actual.isArray() ? actual.asArray() : List.of(actual);
            return wanted.asArray().stream()
                    .anyMatch(matcher -> values.stream().anyMatch(value -> fits(matcher, value)));
        }
        return actual.isObject()
                && wanted.asObject().entrySet().stream().allMatch(member -> {
                    var value = actual.asObject().get(member.getKey());
                    return value != null && matches(member.getValue(), value);
                });
    }

    private static boolean fits(JsonNode matcher, JsonNode value) {
        if (!matcher.isObject()) {
            return matcher.equals(value);
        }
        return value.isString()
                && matcher.asObject().values().stream()
                        .allMatch(prefix -> value.asString().startsWith(prefix.asString()));
    }

    private static ApiError malformed(String reason) {
        return ApiError.badRequest("InvalidEventPatternException", "Event pattern is not valid. Reason: " + reason);
    }

    private static ApiError unsupported(String at) {
        return ApiError.badRequest(
                "ValidationException",
                "Event patterns must have exact values or prefixes to be simulated, but " + at
                        + " has another matcher");
    }
}
