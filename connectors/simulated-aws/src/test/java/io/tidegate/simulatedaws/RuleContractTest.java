package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.LimitExceededException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Rules of EventBridge, through the SDK's client. */
class RuleContractTest {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:hooks";
    private static final String PATTERN = "{\"source\":[\"aws.ec2\"]}";

    private final SimulatedCloud cloud = new SimulatedCloud(CloudConfig.calm(Instant.parse("2026-11-22T12:00:00Z"), 1));
    private final EventBridgeClient events = SteppedClients.client(EventBridgeClient.builder(), cloud);

    @AfterEach
    void close() {
        events.close();
    }

    private void put(String name) {
        events.putRule(request -> request.name(name).eventPattern(PATTERN));
    }

    private static Target target(String id, String arn) {
        return Target.builder().id(id).arn(arn).build();
    }

    @Test
    void tellsARuleItsTagsAndItsTargets() {
        var arn = events.putRule(request -> request.name("hooks")
                        .eventPattern(PATTERN)
                        .state(RuleState.DISABLED)
                        .description("of hooks")
                        .tags(Tag.builder().key("made-by").value("tidegate").build()))
                .ruleArn();
        var put = events.putTargets(request -> request.rule("hooks").targets(target("b", QUEUE), target("a", QUEUE)));

        var rule = events.describeRule(request -> request.name("hooks"));

        assertThat(arn)
                .isEqualTo("arn:aws:events:us-east-1:000000000000:rule/hooks")
                .isEqualTo(rule.arn());
        assertThat(rule.eventPattern()).isEqualTo(PATTERN);
        assertThat(rule.state()).isEqualTo(RuleState.DISABLED);
        assertThat(rule.description()).isEqualTo("of hooks");
        assertThat(put.failedEntryCount()).isZero();
        assertThat(events.listTargetsByRule(request -> request.rule("hooks")).targets())
                .containsExactly(target("a", QUEUE), target("b", QUEUE));
        assertThat(events.listTagsForResource(request -> request.resourceARN(arn))
                        .tags())
                .extracting(Tag::key, Tag::value)
                .containsExactly(tuple("made-by", "tidegate"));
    }

    @Test
    void puttingARuleAgainKeepsItsTargets() {
        put("hooks");
        events.putTargets(request -> request.rule("hooks").targets(target("a", QUEUE)));

        events.putRule(request -> request.name("hooks").eventPattern("{\"source\":[\"aws.autoscaling\"]}"));

        assertThat(events.describeRule(request -> request.name("hooks")).eventPattern())
                .isEqualTo("{\"source\":[\"aws.autoscaling\"]}");
        assertThat(events.listTargetsByRule(request -> request.rule("hooks")).targets())
                .hasSize(1);
    }

    @Test
    void listsRulesByPrefixInPages() {
        put("hooks-1");
        put("hooks-2");
        put("others");

        var first = events.listRules(request -> request.namePrefix("hooks").limit(1));
        var rest =
                events.listRules(request -> request.namePrefix("hooks").limit(1).nextToken(first.nextToken()));

        assertThat(first.rules()).extracting(Rule::name).containsExactly("hooks-1");
        assertThat(rest.rules()).extracting(Rule::name).containsExactly("hooks-2");
        assertThat(rest.nextToken()).isNull();
    }

    @Test
    void aRuleIsDeletedWithoutItsTargets() {
        put("hooks");
        events.putTargets(request -> request.rule("hooks").targets(target("a", QUEUE)));

        assertThatThrownBy(() -> events.deleteRule(request -> request.name("hooks")))
                .hasMessageContaining("Rule can't be deleted since it has targets.");
        events.removeTargets(request -> request.rule("hooks").ids("a", "never there"));
        events.deleteRule(request -> request.name("hooks"));
        events.deleteRule(request -> request.name("hooks"));

        assertThatThrownBy(() -> events.describeRule(request -> request.name("hooks")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Rule hooks does not exist on EventBus default.");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(
                        "a schedule",
                        e -> e.putRule(r -> r.name("a").scheduleExpression("rate(1 day)")),
                        "to be simulated"),
                refusal("an odd name", e -> e.putRule(r -> r.name("a b").eventPattern(PATTERN)), "Name must match"),
                pattern("no JSON", "{", "cannot be parsed"),
                pattern("an empty pattern", "{}", "must be an object with members"),
                pattern("a value without a list", "{\"source\":\"aws.ec2\"}", "must be an object or an array"),
                pattern("an empty list", "{\"source\":[]}", "must be an object or an array"),
                pattern(
                        "another matcher",
                        "{\"detail\":{\"n\":[{\"numeric\":[\">\",1]}]}}",
                        "but detail.n has another matcher"),
                pattern("alternatives", "{\"$or\":[{\"source\":[\"a\"]}]}", "but $or has another matcher"),
                refusal(
                        "another bus",
                        e -> e.putRule(r -> r.name("a").eventPattern(PATTERN).eventBusName("ops")),
                        "Event bus ops does not exist."),
                targeting(
                        "a function",
                        target("a", "arn:aws:lambda:us-east-1:000000000000:function:f"),
                        "must be queues or topics"),
                targeting(
                        "a transformation",
                        target("a", QUEUE).toBuilder().input("{}").build(),
                        "no transformation to be simulated"));
    }

    private static Arguments refusal(String name, Consumer<EventBridgeClient> call, String message) {
        return argumentSet(name, call, message);
    }

    private static Arguments pattern(String name, String pattern, String message) {
        return refusal(name, events -> events.putRule(r -> r.name("a").eventPattern(pattern)), message);
    }

    private static Arguments targeting(String name, Target target, String message) {
        return refusal(name, events -> events.putTargets(r -> r.rule("hooks").targets(target)), message);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatIsWrongOrNotSimulated(Consumer<EventBridgeClient> call, String message) {
        put("hooks");

        assertThatThrownBy(() -> call.accept(events)).hasMessageContaining(message);
    }

    @Test
    void aRuleHasFiveTargetsAtMost() {
        put("hooks");
        events.putTargets(request -> request.rule("hooks")
                .targets(
                        target("1", QUEUE),
                        target("2", QUEUE),
                        target("3", QUEUE),
                        target("4", QUEUE),
                        target("5", QUEUE)));

        assertThatThrownBy(
                        () -> events.putTargets(request -> request.rule("hooks").targets(target("6", QUEUE))))
                .isInstanceOf(LimitExceededException.class);
        events.putTargets(request -> request.rule("hooks").targets(target("5", QUEUE)));
        assertThat(events.listTargetsByRule(request -> request.rule("hooks")).targets())
                .hasSize(5);
    }

    @Test
    void aDisabledRuleSendsNothing() {
        cloud.messageQueues().add("hooks");
        events.putRule(request -> request.name("hooks").eventPattern("{\"source\":[\"shop\"]}"));
        events.putTargets(request -> request.rule("hooks").targets(target("a", QUEUE)));
        publish();
        events.putRule(request ->
                request.name("hooks").eventPattern("{\"source\":[\"shop\"]}").state(RuleState.DISABLED));
        publish();

        assertThat(cloud.messageQueues().bodies("hooks")).hasSize(1);
    }

    private void publish() {
        events.putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                .source("shop")
                .detailType("Order")
                .detail("{}")
                .build()));
    }
}
