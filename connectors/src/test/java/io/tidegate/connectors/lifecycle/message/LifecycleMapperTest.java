package io.tidegate.connectors.lifecycle.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.bridge.IgnoredKind;
import io.tidegate.connectors.lifecycle.Messages;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.LifecycleKind;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LifecycleMapperTest {
    private static final String TOKEN = "0befcbdb-6ecd-498a-9ff7-ae9b54447cd6";
    private static final Instant SENT = Instant.parse("2018-05-16T20:13:39.250Z");
    private static final Origin HERE = new Origin(Place.DEFAULT, "123456789012", Optional.of("us-east-1"));

    private static Mapped map(String body) {
        return new LifecycleMapper(HERE).map(body, SENT);
    }

    private static LifecycleEvent.Builder hook(LifecycleKind kind, String transition) {
        return LifecycleEvent.newBuilder()
                .setKind(kind)
                .setTarget("asg/web")
                .setAt(Instant.parse("2018-05-16T20:13:40.414Z"))
                .setEventId(TOKEN + "/" + transition)
                .setInstanceId("i-0a1b2c3d4e5f67890")
                .setHookName("drain")
                .setActionToken(TOKEN);
    }

    private static LifecycleEvent terminating() {
        return hook(LifecycleKind.INSTANCE_TERMINATING, "autoscaling:EC2_INSTANCE_TERMINATING")
                .setAttributes(Map.of(
                        "LifecycleTransition",
                        "autoscaling:EC2_INSTANCE_TERMINATING",
                        "Origin",
                        "AutoScalingGroup",
                        "Destination",
                        "EC2",
                        "NotificationMetadata",
                        "cluster=demo"))
                .build();
    }

    private static LifecycleEvent seconds(LifecycleEvent event) {
        return LifecycleEvent.newBuilder(event)
                .setAt(Instant.parse("2018-05-16T20:13:40Z"))
                .build();
    }

    private static LifecycleEvent ofInstance(LifecycleKind kind, String id, Map<String, String> attributes) {
        return LifecycleEvent.newBuilder()
                .setKind(kind)
                .setTarget("instance/i-0a1b2c3d4e5f67890")
                .setAt(Instant.parse("2018-05-16T20:13:40Z"))
                .setEventId(id)
                .setInstanceId("i-0a1b2c3d4e5f67890")
                .setAttributes(attributes)
                .build();
    }

    @ParameterizedTest
    @MethodSource("events")
    void tellsWhatHappened(String body, LifecycleEvent expected) {
        assertThat(map(body)).isEqualTo(new Mapped.Event(expected));
    }

    static Stream<Arguments> events() {
        var terminating = terminating();
        return Stream.of(
                argumentSet("a termination, told by the hook", Messages.TERMINATING, terminating),
                argumentSet("a termination, through SNS", Messages.sns(Messages.TERMINATING), terminating),
                argumentSet(
                        "a termination, by EventBridge",
                        Messages.event(Messages.TERMINATE_ACTION),
                        seconds(terminating)),
                argumentSet(
                        "a termination, by EventBridge through SNS",
                        Messages.sns(Messages.event(Messages.TERMINATE_ACTION)),
                        seconds(terminating)),
                argumentSet(
                        "a launch, told by an old hook without metadata",
                        Messages.LAUNCHING,
                        hook(LifecycleKind.INSTANCE_LAUNCHING, "autoscaling:EC2_INSTANCE_LAUNCHING")
                                .setAttributes(Map.of("LifecycleTransition", "autoscaling:EC2_INSTANCE_LAUNCHING"))
                                .build()),
                argumentSet(
                        "a spot interruption",
                        Messages.event(Messages.SPOT),
                        ofInstance(LifecycleKind.SPOT_INTERRUPTION, "e-spot", Map.of("instance-action", "terminate"))),
                argumentSet(
                        "a recommendation to rebalance",
                        Messages.event(Messages.REBALANCE),
                        ofInstance(LifecycleKind.REBALANCE_RECOMMENDATION, "e-rebalance", Map.of())),
                argumentSet(
                        "a change of state",
                        Messages.event(Messages.STATE),
                        ofInstance(LifecycleKind.INSTANCE_STATE_CHANGE, "e-state", Map.of("state", "shutting-down"))),
                argumentSet(
                        "an image",
                        Messages.event(Messages.IMAGE),
                        LifecycleEvent.newBuilder()
                                .setKind(LifecycleKind.IMAGE_AVAILABLE)
                                .setTarget("image/ami-0abcdef1234567890")
                                .setAt(Instant.parse("2018-05-16T20:13:40Z"))
                                .setEventId("e-image")
                                .setAttributes(Map.of("ImageId", "ami-0abcdef1234567890", "State", "available"))
                                .build()),
                argumentSet(
                        "a firing by EventBridge",
                        Messages.event(Messages.FIRING),
                        firing("e-firing", "2018-05-16T20:13:40Z")),
                argumentSet(
                        "a firing with its id and time",
                        "{\"tidegate\":\"firing\",\"name\":\"nightly\",\"id\":\"f-1\",\"time\":\"2018-05-16T20:13:38Z\"}",
                        firing("f-1", "2018-05-16T20:13:38Z")),
                argumentSet(
                        "a firing through SNS",
                        Messages.sns("{\"tidegate\":\"firing\",\"name\":\"nightly\",\"id\":\"f-2\"}"),
                        firing("f-2", SENT.toString())));
    }

    private static LifecycleEvent firing(String id, String at) {
        return LifecycleEvent.newBuilder()
                .setKind(LifecycleKind.NAMED_FIRING)
                .setTarget("firing/nightly")
                .setAt(Instant.parse(at))
                .setEventId(id)
                .setAttributes(Map.of("name", "nightly"))
                .build();
    }

    @Test
    void givesAFiringWithoutIdOneByWhatItSaysAndWhenItWasSent() {
        var mapper = new LifecycleMapper(HERE);
        var body = "{\"tidegate\":\"firing\",\"name\":\"nightly\"}";
        var other = "{\"tidegate\":\"firing\",\"name\":\"weekly\"}";

        assertThat(id(mapper.map(body, SENT)))
                .matches("[0-9a-f]{64}")
                .isEqualTo(id(mapper.map(body.replace(",", ", "), SENT)))
                .isNotEqualTo(id(mapper.map(body, SENT.plusMillis(1))))
                .isNotEqualTo(id(mapper.map(other, SENT)));
    }

    private static String id(Mapped mapped) {
        return ((Mapped.Event) mapped).event().getEventId();
    }

    @Test
    void tellsThePlaceOfWhatBelongsToNoTarget() {
        var shop = new Place("222222222222", "us-east-1");
        var mapper = new LifecycleMapper(new Origin(shop, "222222222222", Optional.of("us-east-1")));
        var image = Messages.event(Messages.IMAGE).replace("123456789012", "222222222222");

        var event = ((Mapped.Event) mapper.map(image, SENT)).event();

        assertThat(event.getTarget()).isEqualTo("image/ami-0abcdef1234567890");
        assertThat(event.getPlace()).isEqualTo("222222222222/us-east-1");
    }

    @ParameterizedTest
    @MethodSource("ignored")
    void passesOverWhatNobodyNeeds(String body, IgnoredKind expected) {
        assertThat(map(body)).isEqualTo(new Mapped.Ignored(expected));
    }

    static Stream<Arguments> ignored() {
        return Stream.of(
                argumentSet("a test that says so as an event", Messages.TEST, IgnoredKind.TEST),
                argumentSet("the same through SNS", Messages.sns(Messages.TEST), IgnoredKind.TEST),
                argumentSet(
                        "a test that says so as a transition",
                        "{\"LifecycleTransition\":\"autoscaling:TEST_NOTIFICATION\",\"AccountId\":\"123456789012\"}",
                        IgnoredKind.TEST),
                argumentSet(
                        "a root volume that is replaced",
                        Messages.event(Messages.TERMINATE_ACTION)
                                .replace("\"Origin\"", "\"Action\":\"ReplaceRootVolume\",\"Origin\""),
                        IgnoredKind.OTHER_ACTION),
                argumentSet(
                        "an image that failed",
                        Messages.event(Messages.IMAGE).replace("available", "failed"),
                        IgnoredKind.OTHER_STATE));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void saysWhatIsWrongWithoutSayingWhatItWas(String body, Reason reason, String message) {
        assertThat(map(body)).isEqualTo(new Mapped.Poison(reason, message));
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                argumentSet("no JSON", "{\"secret", Reason.BAD_JSON, "a message must be JSON, was not"),
                argumentSet("nothing", "", Reason.BAD_JSON, "a message must be a JSON object, was missing"),
                argumentSet("two documents", "{} {}", Reason.BAD_JSON, "a message must be JSON, was not"),
                argumentSet("a list", "[1]", Reason.BAD_JSON, "a message must be a JSON object, was an array"),
                argumentSet(
                        "SNS around no JSON", Messages.sns("hello"), Reason.BAD_JSON, "Message must be JSON, was not"),
                argumentSet(
                        "SNS around nothing",
                        "{\"Type\":\"Notification\",\"Message\":{}}",
                        Reason.INVALID,
                        "Message must be a text that is not blank, was an object"),
                argumentSet(
                        "a subscription to confirm",
                        "{\"Type\":\"SubscriptionConfirmation\",\"Message\":\"You have chosen\"}",
                        Reason.INVALID,
                        "a message must be of a lifecycle hook, of EventBridge or a firing, was something else"),
                argumentSet(
                        "somebody else's",
                        "{\"order\":17}",
                        Reason.INVALID,
                        "a message must be of a lifecycle hook, of EventBridge or a firing, was something else"),
                argumentSet(
                        "another transition",
                        Messages.TERMINATING.replace("EC2_INSTANCE_TERMINATING", "EC2_INSTANCE_LAUNCH_ERROR"),
                        Reason.INVALID,
                        "LifecycleTransition must be launching or terminating, was another"),
                argumentSet(
                        "no token",
                        Messages.TERMINATING.replace("LifecycleActionToken", "Token"),
                        Reason.INVALID,
                        "LifecycleActionToken must be a text that is not blank, was missing"),
                argumentSet(
                        "no token inside",
                        Messages.sns(
                                Messages.event(Messages.TERMINATE_ACTION.replace("LifecycleActionToken", "Token"))),
                        Reason.INVALID,
                        "Message.detail.LifecycleActionToken must be a text that is not blank, was missing"),
                argumentSet(
                        "a blank hook",
                        Messages.TERMINATING.replace("\"drain\"", "\" \""),
                        Reason.INVALID,
                        "LifecycleHookName must be a text that is not blank, was blank"),
                argumentSet(
                        "no instance id",
                        Messages.TERMINATING.replace("i-0a1b2c3d4e5f67890", "i/0"),
                        Reason.INVALID,
                        "EC2InstanceId must be an instance id, was another text"),
                argumentSet(
                        "a group that no target can name",
                        Messages.TERMINATING.replace("\"web\"", "\"web/\""),
                        Reason.INVALID,
                        "AutoScalingGroupName must be a name that a target can have, was another text"),
                argumentSet(
                        "no time",
                        Messages.TERMINATING.replace("2018-05-16T20:13:40.414Z", "yesterday"),
                        Reason.INVALID,
                        "Time must be a time such as 2026-01-31T12:00:00Z, was another text"),
                argumentSet(
                        "another account",
                        Messages.TERMINATING.replace("123456789012", "999999999999"),
                        Reason.INVALID,
                        "a message must be of the account of its queue, was of another"),
                argumentSet(
                        "another region",
                        Messages.event(Messages.SPOT).replace("\"us-east-1\"", "\"us-west-2\""),
                        Reason.INVALID,
                        "a message must be of the region of its queue, was of another"),
                argumentSet(
                        "another kind of event",
                        Messages.event(Messages.SPOT)
                                .replace("EC2 Spot Instance Interruption Warning", "AWS Health Event"),
                        Reason.INVALID,
                        "detail-type must be one that is known, was another"),
                argumentSet(
                        "an event that AWS did not send",
                        Messages.event(Messages.SPOT).replace("aws.ec2", "com.example"),
                        Reason.INVALID,
                        "source must be aws.ec2, was another"),
                argumentSet(
                        "an event without its facts",
                        Messages.event(Messages.SPOT).replace("\"detail\"", "\"details\""),
                        Reason.BAD_JSON,
                        "detail must be a JSON object, was missing"),
                argumentSet(
                        "a state that is missing",
                        Messages.event(Messages.STATE).replace("\"state\"", "\"status\""),
                        Reason.INVALID,
                        "detail.state must be a text that is not blank, was missing"),
                argumentSet(
                        "an image without id",
                        Messages.event(Messages.IMAGE).replace("ami-0abcdef1234567890\",\"State", "i-1\",\"State"),
                        Reason.INVALID,
                        "detail.ImageId must be the id of an image, was another text"),
                argumentSet(
                        "a firing with too long a name",
                        "{\"tidegate\":\"firing\",\"name\":\"" + "n".repeat(257) + "\"}",
                        Reason.INVALID,
                        "name must be at most 256 characters, was longer"),
                argumentSet(
                        "a firing at no time",
                        "{\"tidegate\":\"firing\",\"name\":\"nightly\",\"time\":\"noon\"}",
                        Reason.INVALID,
                        "time must be a time such as 2026-01-31T12:00:00Z, was another text"),
                argumentSet(
                        "a firing without name",
                        "{\"tidegate\":\"firing\",\"name\":7}",
                        Reason.INVALID,
                        "name must be a text that is not blank, was a number"));
    }

    @Test
    void namesTargetsOfAnotherAccountAndRegionAsPoliciesDo() {
        var shop = new Place("222222222222", "us-east-1");
        var mapper = new LifecycleMapper(new Origin(shop, "222222222222", Optional.of("us-east-1")));
        var body = Messages.TERMINATING.replace("123456789012", "222222222222");

        assertThat(mapper.map(body, SENT))
                .isInstanceOfSatisfying(
                        Mapped.Event.class,
                        mapped -> assertThat(mapped.event().getTarget()).isEqualTo("222222222222/us-east-1/asg/web"));
    }

    @Test
    void takesEventsOfAnyRegionWhereTheQueuesAddressTellsNone() {
        var mapper = new LifecycleMapper(new Origin(Place.DEFAULT, "123456789012", Optional.empty()));

        assertThat(mapper.map(Messages.event(Messages.STATE), SENT)).isInstanceOf(Mapped.Event.class);
    }
}
