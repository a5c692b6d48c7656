package io.tidegate.simulatedaws.authorization;

import io.tidegate.simulatedaws.authorization.Statement.Condition;
import io.tidegate.simulatedaws.authorization.Statement.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Reads identity policies. What the simulator could not hold a caller to is refused, not passed over. */
final class PolicyDocument {
    private static final Set<String> KNOWN = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    private PolicyDocument() {}

    /**
     * The statements of a policy.
     *
     * @throws IllegalArgumentException naming what is not simulated
     */
    static List<Statement> parse(String json) {
        return items(member(JsonNode.parser().parse(json).asObject(), "Statement")).stream()
                .map(node -> statement(node.asObject()))
                .toList();
    }

    private static Statement statement(Map<String, JsonNode> statement) {
        var others = new TreeSet<>(statement.keySet());
        others.removeAll(KNOWN);
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("Statement." + others.first() + " is not simulated");
        }
        var effect = member(statement, "Effect").asString();
        if (!effect.equals("Allow")) {
            throw new IllegalArgumentException("Effect must be Allow, was " + effect);
        }
        return new Statement(
                texts(member(statement, "Action")), texts(member(statement, "Resource")), conditions(statement));
    }

    private static List<Condition> conditions(Map<String, JsonNode> statement) {
        var conditions = new ArrayList<Condition>();
        if (statement.containsKey("Condition")) {
            member(statement, "Condition")
                    .asObject()
                    .forEach((operator, keys) -> keys.asObject()
                            .forEach((key, values) ->
                                    conditions.add(new Condition(operator(operator), key, texts(values)))));
        }
        return List.copyOf(conditions);
    }

    private static Operator operator(String text) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Condition." + text + " is not simulated"));
    }

    private static JsonNode member(Map<String, JsonNode> object, String name) {
        return Optional.ofNullable(object.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " must be given, was missing"));
    }

    private static List<String> texts(JsonNode node) {
        return items(node).stream().map(JsonNode::asString).toList();
    }

    private static List<JsonNode> items(JsonNode node) {
        return node.isArray() ? node.asArray() : List.of(node);
    }
}
