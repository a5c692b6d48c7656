package io.tidegate.streams.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keeps policy.schema.json, which editors use, in step with the reader, which decides. */
class PolicySchemaTest {
    // What other kinds of policy have.
    private static final String[] FORBIDDEN = {"/allOf/3/else", "/allOf/4/else", "/allOf/5/else", "/allOf/6/else"};

    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {HERE-capacity, min: 1, max: 9}
            metrics:
              a: {HERE-metric, samples: {HERE-samples, name: x}}
              d: {samples: {name: x}, onMissing: {HERE-missing, value: 1}}
              e: {samples: {name: x}, onMissing: {fallback: {HERE-fallback, capacity: 1}}}
              b: {cloudwatch: {HERE-cloudwatch, namespace: x, metricName: y}}
              c: {http: {HERE-http, url: "http://x", path: y}}
            rules:
              - {HERE-rule, threshold: {HERE-threshold, metric: a, atLeast: 5, change: 1}}
              - targetTracking: {HERE-tracking, metric: a, target: 5}
              - threshold: {metric: a, atMost: 1, change: {HERE-exact, exact: 1}}
              - stepScaling: {HERE-aws, metric: a, threshold: 5, steps: [{HERE-step, lower: 0, adjustment: 1}]}
              - formula: {HERE-formula, desired: a}
              - nPlusOne: {HERE-spare, floor: 1}
              - activation: {HERE-activation, metric: a}
              - predictive: {HERE-predictive, load: a, target: 5}
            cooldown: {HERE-cooldown, scaleIn: 1m}
            stabilization: {HERE-stabilization, scaleIn: 1m}
            confirm: {HERE-confirm, scaleIn: {HERE-quorum, need: 1, of: 1}}
            maxChange: {HERE-change, scaleIn: {HERE-limit, limits: [{HERE-pace, count: 1, per: 1m}]}}
            foreignWrites: {HERE-yielding, yield: 1m}
            schedule:
              - {HERE-window, name: day, from: "09:00", to: "18:00", timezone: Asia/Seoul, min: 2, max: 8}
              - {HERE-action, name: night, when: 0 0 * * *, capacity: 0}
            HERE-root
            """;

    /** Each row: a mapping of the policy, and where the schema describes it. */
    @ParameterizedTest
    @CsvSource({
        "root, ''",
        "capacity, /properties/capacity",
        "metric, /$defs/metric",
        "samples, /$defs/metric/properties/samples",
        "cloudwatch, /$defs/metric/properties/cloudwatch",
        "http, /$defs/metric/properties/http",
        "missing, /$defs/onMissingMore",
        "fallback, /$defs/onMissingMore/properties/fallback",
        "rule, /$defs/rule",
        "threshold, /$defs/rule/properties/threshold",
        "tracking, /$defs/rule/properties/targetTracking",
        "exact, /$defs/exact",
        "aws, /$defs/rule/properties/stepScaling",
        "step, /$defs/step",
        "formula, /$defs/rule/properties/formula",
        "spare, /$defs/rule/properties/nPlusOne",
        "activation, /$defs/rule/properties/activation",
        "predictive, /$defs/rule/properties/predictive",
        "cooldown, /properties/cooldown",
        "stabilization, /properties/stabilization",
        "confirm, /properties/confirm",
        "quorum, /$defs/quorum",
        "change, /properties/maxChange",
        "limit, /$defs/limit",
        "pace, /$defs/pace",
        "yielding, /$defs/yielding",
        "window, /$defs/window",
        "action, /$defs/action",
    })
    void knowsTheKeysThatTheReaderKnows(String mapping, String pointer) {
        String key = "zzzzzzzzzzzz";
        String text = POLICY.replace("HERE-" + mapping, key + ": 0").replaceAll("HERE-[a-z]+,? ?", "");

        List<Problem> problems =
                PolicyReader.read("p.yaml", text, PolicyExamples.ENVIRONMENT).problems();

        JsonNode described = schema().at(pointer);
        assertThat(problems)
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .endsWith(key + " is not a key here, known: " + String.join(", ", known(described, FORBIDDEN)));
        assertThat(described.get("additionalProperties").booleanValue()).isFalse();
    }

    /** Each row: a document with an empty mapping, the path of that mapping, and where the schema describes it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "capacity: {} | capacity. | /properties/capacity",
                "metrics: {a: {samples: {}}} | metrics.a.samples. | /$defs/metric/properties/samples",
                "metrics: {a: {cloudwatch: {}}} | metrics.a.cloudwatch. | /$defs/metric/properties/cloudwatch",
                "metrics: {a: {http: {}}} | metrics.a.http. | /$defs/metric/properties/http",
                "metrics: {a: {onMissing: {fallback: {}}}} | metrics.a.onMissing.fallback. | /$defs/onMissingMore/properties/fallback",
                "rules: [{threshold: {}}] | rules[0].threshold. | /$defs/rule/properties/threshold",
                "rules: [{targetTracking: {}}] | rules[0].targetTracking. | /$defs/rule/properties/targetTracking",
                "rules: [{threshold: {change: {}}}] | rules[0].threshold.change. | /$defs/exact",
                "rules: [{stepScaling: {}}] | rules[0].stepScaling. | /$defs/rule/properties/stepScaling",
                "rules: [{stepScaling: {steps: [{}]}}] | rules[0].stepScaling.steps[0]. | /$defs/step",
                "rules: [{formula: {}}] | rules[0].formula. | /$defs/rule/properties/formula",
                "rules: [{activation: {}}] | rules[0].activation. | /$defs/rule/properties/activation",
                "rules: [{predictive: {}}] | rules[0].predictive. | /$defs/rule/properties/predictive",
                "confirm: {scaleOut: {}} | confirm.scaleOut. | /$defs/quorum",
                "maxChange: {scaleIn: {limits: [{}]}} | maxChange.scaleIn.limits[0]. | /$defs/pace",
                "foreignWrites: {} | foreignWrites. | /$defs/yielding",
                "schedule: [{}] | schedule[0]. | /$defs/window",
            })
    void requiresWhatTheReaderRequires(String section, String path, String pointer) {
        String text = "kind: ServicePolicy\n" + section + "\n";
        String absent = " must be given, was absent";

        List<Problem> problems =
                PolicyReader.read("p.yaml", text, PolicyExamples.ENVIRONMENT).problems();

        JsonNode required = schema().at(pointer).get("required");
        assertThat(problems.stream()
                        .map(Problem::message)
                        .filter(message -> message.startsWith(path) && message.endsWith(absent))
                        .map(message -> message.substring(path.length(), message.length() - absent.length())))
                .containsExactlyInAnyOrderElementsOf(StreamSupport.stream(required.spliterator(), false)
                        .map(JsonNode::textValue)
                        .toList());
    }

    /** Each row: a kind, a target of it, and the ways to scale it, as the schema lists them. */
    @ParameterizedTest
    @CsvSource({
        "ServicePolicy, ecs/demo/web, 0",
        "GroupPolicy, asg/web, 1",
        "TargetPolicy, appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits, 2",
    })
    void knowsTheKindsAndWhatGoesWithThem(String kind, String target, int row) {
        var condition = schema().at("/allOf").get(row);

        var ways = condition.at("/then/properties/via/enum");
        var spelling = condition.at("/then/properties/target/$ref").textValue().substring(1);

        assertThat(condition.at("/if/properties/kind/const").textValue()).isEqualTo(kind);
        assertThat(ways)
                .isNotEmpty()
                .allSatisfy(way -> assertThat(
                                problems(POLICY.replace("ServicePolicy", kind + "\nvia: " + way.textValue())
                                        .replace("ecs/demo/web", target)))
                        .isEmpty());
        assertThat(Pattern.compile(schema().at(spelling).get("pattern").textValue())
                        .matcher(target)
                        .find())
                .isTrue();
    }

    private static List<Problem> problems(String policy) {
        return PolicyReader.read("p.yaml", policy.replaceAll("HERE-[a-z]+,? ?", ""), PolicyExamples.ENVIRONMENT)
                .problems();
    }

    @Test
    void describesEveryMappingThatTheReaderReads() {
        assertThat(closedMappings(schema())).hasSize(38);
    }

    private static List<JsonNode> closedMappings(JsonNode schema) {
        return schema.findParents("additionalProperties").stream()
                .filter(node -> node.get("additionalProperties").isBoolean())
                .toList();
    }

    /** The keys of a mapping, but for those that the schema forbids in another kind of policy. */
    static Set<String> known(JsonNode described, String... forbidding) {
        var keys = keys(described.get("properties"));
        for (String place : forbidding) {
            described.at(place + "/properties").properties().forEach(entry -> {
                if (entry.getValue().isBoolean()) {
                    keys.remove(entry.getKey());
                }
            });
        }
        return keys;
    }

    private static Set<String> keys(JsonNode properties) {
        var keys = new TreeSet<String>();
        properties.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    static JsonNode schema() {
        try {
            return new ObjectMapper().readTree(PolicyExamples.text("policy.schema.json"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
