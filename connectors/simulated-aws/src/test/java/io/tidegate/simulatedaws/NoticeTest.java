package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.group.GroupStatus;
import io.tidegate.simulatedaws.instance.InstanceShape;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What queues are told of instances: by hooks, by rules, and through topics. */
class NoticeTest {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:hooks";
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:hooks";
    private static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";

    private final InstanceWorld world = InstanceWorld.of(1, InstanceShape.of(1024, 2048));
    private final EventBridgeClient events = SteppedClients.client(EventBridgeClient.builder(), world.cloud);
    private final String instance = world.instances().getFirst().ec2InstanceId();

    NoticeTest() {
        world.cloud.messageQueues().add("hooks");
    }

    @AfterEach
    void close() {
        world.close();
        events.close();
    }

    private void put(Consumer<PutLifecycleHookRequest.Builder> more) {
        world.groups.putLifecycleHook(request -> {
            request.autoScalingGroupName("shop").lifecycleHookName("drain").lifecycleTransition(TERMINATING);
            more.accept(request);
        });
    }

    private void follow(String pattern, String target) {
        events.putRule(request -> request.name("all").eventPattern(pattern));
        events.putTargets(request -> request.rule("all")
                .targets(Target.builder().id("queue").arn(target).build()));
    }

    private void terminate() {
        world.groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(instance).shouldDecrementDesiredCapacity(true));
    }

    private List<JsonNode> told() {
        return world.cloud.messageQueues().bodies("hooks").stream()
                .map(body -> JsonNode.parser().parse(body))
                .toList();
    }

    private static JsonNode at(JsonNode node, String... path) {
        var found = node;
        for (var name : path) {
            found = found.field(name).orElseThrow();
        }
        return found;
    }

    private static String text(JsonNode node, String... path) {
        return at(node, path).asString();
    }

    private String token() {
        return told().stream()
                .filter(node -> node.asObject().containsKey("LifecycleActionToken"))
                .map(node -> text(node, "LifecycleActionToken"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aHookTellsItsQueueWhatItHoldsAndTheTokenReleasesIt() {
        put(request -> request.notificationTargetARN(QUEUE).notificationMetadata("{\"n\":1}"));
        var test = told().getFirst();
        terminate();

        var body = world.cloud.messageQueues().bodies("hooks").getLast();
        var token = token();
        world.groups.completeLifecycleAction(request -> request.autoScalingGroupName("shop")
                .lifecycleHookName("drain")
                .lifecycleActionToken(token)
                .instanceId(instance)
                .lifecycleActionResult("CONTINUE"));

        assertThat(test.asObject().keySet())
                .containsExactly(
                        "AccountId",
                        "RequestId",
                        "AutoScalingGroupARN",
                        "AutoScalingGroupName",
                        "Service",
                        "Event",
                        "Time");
        assertThat(text(test, "Event")).isEqualTo("autoscaling:TEST_NOTIFICATION");
        assertThat(body).isEqualTo("""
                        {"Origin":"AutoScalingGroup","Destination":"EC2","LifecycleHookName":"drain",\
                        "AccountId":"000000000000","RequestId":"00000000-0000-4000-c000-000000000002",\
                        "LifecycleTransition":"autoscaling:EC2_INSTANCE_TERMINATING","AutoScalingGroupName":"shop",\
                        "Service":"AWS Auto Scaling","Time":"2026-11-22T12:00:00.000Z","EC2InstanceId":"%s",\
                        "LifecycleActionToken":"%s","NotificationMetadata":"{\\"n\\":1}"}""".formatted(instance, token));
        assertThat(token).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(world.cloud.group("shop")).contains(new GroupStatus(0, 1000, 0, 0, 0, 1));
        assertThatThrownBy(() ->
                        world.groups.recordLifecycleActionHeartbeat(request -> request.autoScalingGroupName("shop")
                                .lifecycleHookName("drain")
                                .lifecycleActionToken(token)))
                .hasMessageContaining("No active Lifecycle Action found with token " + token);
    }

    @Test
    void severalHooksHaveATokenEach() {
        put(request -> request.notificationTargetARN(QUEUE));
        put(request -> request.notificationTargetARN(QUEUE).lifecycleHookName("log"));
        terminate();

        assertThat(told())
                .filteredOn(node -> node.asObject().containsKey("LifecycleActionToken"))
                .extracting(node -> text(node, "LifecycleActionToken"))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void aTopicWrapsWhatAHookTells() {
        world.cloud.subscribe(TOPIC, "hooks");
        put(request -> request.notificationTargetARN(TOPIC));
        terminate();

        var wrapped = told().getLast();
        var inner = JsonNode.parser().parse(text(wrapped, "Message"));

        assertThat(wrapped.asObject().keySet())
                .containsExactly(
                        "Type",
                        "MessageId",
                        "TopicArn",
                        "Subject",
                        "Message",
                        "Timestamp",
                        "SignatureVersion",
                        "Signature");
        assertThat(text(wrapped, "Type")).isEqualTo("Notification");
        assertThat(text(wrapped, "TopicArn")).isEqualTo(TOPIC);
        assertThat(text(wrapped, "Subject"))
                .isEqualTo("Auto Scaling: Lifecycle action 'TERMINATING' for instance " + instance + " in progress.");
        assertThat(text(inner, "EC2InstanceId")).isEqualTo(instance);
    }

    @Test
    void aRuleTellsOfActionsInTheEnvelopeOfEvents() {
        follow("{\"source\":[\"aws.autoscaling\"],\"detail-type\":[{\"prefix\":\"EC2 Instance-\"}]}", QUEUE);
        put(request -> request.notificationMetadata("m"));
        terminate();

        var event = told().getLast();
        var arn = world.groups
                .describeAutoScalingGroups()
                .autoScalingGroups()
                .getFirst()
                .autoScalingGroupARN();

        assertThat(told()).hasSize(1);
        assertThat(event.asObject().keySet())
                .containsExactly(
                        "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail");
        assertThat(text(event, "detail-type")).isEqualTo("EC2 Instance-terminate Lifecycle Action");
        assertThat(text(event, "source")).isEqualTo("aws.autoscaling");
        assertThat(text(event, "time")).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(at(event, "resources").asArray())
                .extracting(JsonNode::asString)
                .containsExactly(arn);
        assertThat(at(event, "detail").asObject().keySet())
                .containsExactly(
                        "LifecycleActionToken",
                        "AutoScalingGroupName",
                        "LifecycleHookName",
                        "EC2InstanceId",
                        "LifecycleTransition",
                        "NotificationMetadata",
                        "Origin",
                        "Destination");
        assertThat(text(event, "detail", "EC2InstanceId")).isEqualTo(instance);
    }

    @Test
    void rulesTellOfAWholeLife() {
        follow("{\"source\":[{\"prefix\":\"aws.\"}]}", QUEUE);
        put(request -> request.lifecycleHookName("in").lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING"));
        world.setGroup(2);
        world.passSeconds(180);
        world.groups.deleteLifecycleHook(
                request -> request.autoScalingGroupName("shop").lifecycleHookName("in"));
        world.setGroup(0);
        world.passSeconds(60);

        var types = told().stream()
                .map(event -> text(event, "detail-type")
                        + (at(event, "detail").asObject().containsKey("state")
                                ? " " + text(event, "detail", "state")
                                : ""))
                .toList();

        assertThat(types)
                .startsWith(
                        "EC2 Instance State-change Notification pending",
                        "EC2 Instance State-change Notification running",
                        "EC2 Instance-launch Lifecycle Action",
                        "EC2 Instance State-change Notification shutting-down")
                .contains("EC2 Instance State-change Notification terminated", "EC2 Instance Terminate Successful");
    }

    @Test
    void aLaunchThatSucceedsIsTold() {
        follow("{\"detail-type\":[\"EC2 Instance Launch Successful\"]}", QUEUE);
        world.setGroup(2);
        world.passSeconds(180);

        var event = told().getFirst();

        assertThat(told()).hasSize(1);
        assertThat(text(event, "detail", "AutoScalingGroupName")).isEqualTo("shop");
        assertThat(text(event, "detail", "Origin")).isEqualTo("EC2");
        assertThat(text(event, "detail", "Details", "Availability Zone")).startsWith("us-east-1");
        assertThat(at(event, "resources").asArray()).hasSize(2);
    }

    @ParameterizedTest(name = "held by a hook: {0}")
    @CsvSource({"true", "false"})
    void aSpotInstanceEndsTwoMinutesAfterItsNoticeWhateverHoldsIt(boolean held) {
        follow("{\"source\":[\"aws.ec2\"],\"detail-type\":[\"EC2 Spot Instance Interruption Warning\"]}", QUEUE);
        put(request -> {});
        world.cloud.interruptSpot(instance);
        if (held) {
            terminate();
        }

        world.passSeconds(119);
        var before = world.instances();
        world.passSeconds(1);

        var event = told().getFirst();
        assertThat(before).hasSize(1);
        assertThat(world.instances()).isEmpty();
        assertThat(world.cloud.group("shop")).contains(new GroupStatus(0, 1000, held ? 0 : 1, 0, held ? 0 : 1, 0));
        assertThat(text(event, "detail", "instance-action")).isEqualTo("terminate");
        assertThat(at(event, "resources").asArray())
                .extracting(JsonNode::asString)
                .singleElement()
                .asString()
                .matches("arn:aws:ec2:us-east-1[a-z]:instance/" + instance);
    }

    @Test
    void aRebalanceRecommendationEndsNothing() {
        follow("{\"detail\":{\"instance-id\":[\"" + instance + "\"]}}", QUEUE);
        world.cloud.recommendRebalance(instance);
        world.passSeconds(600);

        assertThat(told())
                .singleElement()
                .satisfies(event ->
                        assertThat(text(event, "detail-type")).isEqualTo("EC2 Instance Rebalance Recommendation"));
        assertThat(world.instances()).hasSize(1);
        assertThatThrownBy(() -> world.cloud.interruptSpot("i-1"))
                .hasMessage("instance must be of a group, but i-1 is not");
    }

    @Test
    void aTopicWrapsEventsToo() {
        world.cloud.subscribe(TOPIC, "hooks");
        follow("{\"source\":[\"aws.ec2\"]}", TOPIC);
        world.cloud.recommendRebalance(instance);

        assertThat(text(JsonNode.parser().parse(text(told().getFirst(), "Message")), "detail-type"))
                .isEqualTo("EC2 Instance Rebalance Recommendation");
    }

    @Test
    void whatIsPutOnTheDefaultBusFollowsRulesAndWhatIsToldIsNotKeptThere() {
        follow("{\"source\":[\"shop\"],\"detail\":{\"n\":[1]}}", QUEUE);
        events.putEvents(request -> request.entries(order("{\"n\":1}"), order("{\"n\":2}")));
        world.cloud.recommendRebalance(instance);

        assertThat(told())
                .singleElement()
                .satisfies(event -> assertThat(text(event, "detail-type")).isEqualTo("Order"));
        assertThat(world.cloud.eventBuses().events()).hasSize(2);
    }

    private static PutEventsRequestEntry order(String detail) {
        return PutEventsRequestEntry.builder()
                .source("shop")
                .detailType("Order")
                .detail(detail)
                .build();
    }

    @Test
    void notificationsAreLostWithTheirQueue() {
        put(request -> request.notificationTargetARN(QUEUE).heartbeatTimeout(30));
        try (var sqs = SteppedClients.client(SqsClient.builder(), world.cloud)) {
            sqs.deleteQueue(request -> request.queueUrl("/000000000000/hooks"));
        }

        terminate();
        world.passSeconds(90);

        assertThat(world.instances()).isEmpty();
    }
}
