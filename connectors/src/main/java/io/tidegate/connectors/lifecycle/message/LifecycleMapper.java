package io.tidegate.connectors.lifecycle.message;

import io.tidegate.connectors.bridge.IgnoredKind;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.LifecycleKind;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the messages of AWS: notifications of lifecycle hooks as they are, inside a notification of SNS, or as an event of
 * EventBridge, which may itself come through SNS; EventBridge's events about EC2; and firings. Pure: the same message gives the
 * same event, with the same id.
 */
public final class LifecycleMapper {
    private static final String TEST = "autoscaling:TEST_NOTIFICATION";
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern IMAGE = Pattern.compile("ami-[0-9a-f]{1,60}");
    private static final int LONGEST_NAME = 256;

    // Further facts of AWS's events, which no field of ours holds.
    private static final List<String> ATTRIBUTES = List.of(
            "LifecycleTransition",
            "NotificationMetadata",
            "Origin",
            "Destination",
            "Cause",
            "instance-action",
            "state");

    private final Origin origin;

    public LifecycleMapper(Origin origin) {
        this.origin = origin;
    }

    /**
     * What a message's body says.
     *
     * @param sentAt when the queue got it, the same whenever it is received
     */
    public Mapped map(String body, Instant sentAt) {
        try {
            return opened(Fields.parse("", body), sentAt);
        } catch (UnreadableRecordException e) {
            return new Mapped.Poison(e.reason(), String.valueOf(e.getMessage()));
        }
    }

    private Mapped opened(Fields message, Instant sentAt) {
        // SNS: what was published stands as a text in "Message" unless raw delivery is on (SNS developer guide).
        boolean wrapped = message.has("Type", "Notification") && !message.has("detail-type");
        var inner = wrapped ? message.parsed("Message") : message;
        return inner.has("detail-type") ? event(inner) : direct(inner, sentAt);
    }

    private Mapped direct(Fields message, Instant sentAt) {
        if (message.has("tidegate", "firing")) {
            var at = message.has("time") ? message.time("time") : sentAt;
            return firing(message, at, message.optional("id").orElseGet(() -> message.hash(sentAt)));
        }
        if (message.has("Event", TEST)) {
            return new Mapped.Ignored(IgnoredKind.TEST);
        }
        if (!message.has("LifecycleTransition")) {
            throw new UnreadableRecordException(
                    Reason.INVALID,
                    "a message must be of a lifecycle hook, of EventBridge or a firing, was something else");
        }
        origin.requireOwn(message.optional("AccountId"), Optional.empty());
        return hook(message, message, "Time");
    }

    private Mapped event(Fields event) {
        var type = event.text("detail-type");
        return switch (type) {
            case "EC2 Instance-terminate Lifecycle Action", "EC2 Instance-launch Lifecycle Action" -> action(event);
            case "EC2 Spot Instance Interruption Warning" -> instance(event, LifecycleKind.SPOT_INTERRUPTION);
            case "EC2 Instance Rebalance Recommendation" -> instance(event, LifecycleKind.REBALANCE_RECOMMENDATION);
            case "EC2 Instance State-change Notification" -> instance(event, LifecycleKind.INSTANCE_STATE_CHANGE);
            case "EC2 AMI State Change" -> image(event);
            case "Firing" -> firing(event);
            default -> throw event.invalid("detail-type", "one that is known", "another");
        };
    }

    private Mapped action(Fields event) {
        requireOwn(event, "aws.autoscaling");
        var detail = event.below("detail");
        // For example ReplaceRootVolume, which takes no instance away.
        return detail.has("Action") ? new Mapped.Ignored(IgnoredKind.OTHER_ACTION) : hook(detail, event, "time");
    }

    private Mapped hook(Fields action, Fields envelope, String time) {
        if (action.has("LifecycleTransition", TEST)) {
            return new Mapped.Ignored(IgnoredKind.TEST);
        }
        var kind = kind(action);
        var token = action.text("LifecycleActionToken");
        return new Mapped.Event(about(kind, instanceId(action, "EC2InstanceId"), envelope.time(time), action)
                .setTarget(group(action))
                // The action's own identity, whichever way it comes.
                .setEventId(token + "/" + action.text("LifecycleTransition"))
                .setHookName(action.text("LifecycleHookName"))
                .setActionToken(token)
                .build());
    }

    private static LifecycleKind kind(Fields action) {
        return switch (action.text("LifecycleTransition")) {
            case "autoscaling:EC2_INSTANCE_TERMINATING" -> LifecycleKind.INSTANCE_TERMINATING;
            case "autoscaling:EC2_INSTANCE_LAUNCHING" -> LifecycleKind.INSTANCE_LAUNCHING;
            default -> throw action.invalid("LifecycleTransition", "launching or terminating", "another");
        };
    }

    private Mapped instance(Fields event, LifecycleKind kind) {
        requireOwn(event, "aws.ec2");
        var detail = event.below("detail");
        var id = instanceId(detail, "instance-id");
        if (kind == LifecycleKind.INSTANCE_STATE_CHANGE) {
            detail.text("state");
        }
        return new Mapped.Event(about(kind, id, event.time("time"), detail)
                .setTarget(new Target.Instance(origin.place(), id).text())
                .setEventId(event.text("id"))
                .build());
    }

    private static LifecycleEvent.Builder about(LifecycleKind kind, String instance, Instant at, Fields facts) {
        return LifecycleEvent.newBuilder()
                .setKind(kind)
                .setInstanceId(instance)
                .setAt(at)
                .setAttributes(facts.texts(ATTRIBUTES));
    }

    private Mapped image(Fields event) {
        requireOwn(event, "aws.ec2");
        var detail = event.below("detail");
        var id = detail.text("ImageId");
        if (!IMAGE.matcher(id).matches()) {
            throw detail.invalid("ImageId", "the id of an image", "another text");
        }
        if (!detail.text("State").equals("available")) {
            return new Mapped.Ignored(IgnoredKind.OTHER_STATE);
        }
        return ofNoTarget(
                LifecycleKind.IMAGE_AVAILABLE,
                "image/" + id,
                detail.texts(List.of("ImageId", "State")),
                event.time("time"),
                event.text("id"));
    }

    private Mapped firing(Fields event) {
        requireOwn(event, "tidegate");
        return firing(event.below("detail"), event.time("time"), event.text("id"));
    }

    private Mapped firing(Fields facts, Instant at, String id) {
        var name = facts.text("name");
        if (name.length() > LONGEST_NAME) {
            throw facts.invalid("name", "at most " + LONGEST_NAME + " characters", "longer");
        }
        return ofNoTarget(LifecycleKind.NAMED_FIRING, "firing/" + name, Map.of("name", name), at, id);
    }

    private Mapped ofNoTarget(LifecycleKind kind, String about, Map<String, String> attributes, Instant at, String id) {
        return new Mapped.Event(LifecycleEvent.newBuilder()
                .setKind(kind)
                .setTarget(about)
                .setAt(at)
                .setEventId(id)
                .setAttributes(attributes)
                .setPlace(
                        origin.place().equals(Place.DEFAULT)
                                ? null
                                : origin.place().key())
                .build());
    }

    private void requireOwn(Fields event, String source) {
        if (!event.has("source", source)) {
            throw event.invalid("source", source, "another");
        }
        origin.requireOwn(event.optional("account"), event.optional("region"));
    }

    private static String instanceId(Fields fields, String name) {
        var id = fields.text(name);
        if (!INSTANCE.matcher(id).matches()) {
            throw fields.invalid(name, "an instance id", "another text");
        }
        return id;
    }

    private String group(Fields action) {
        var text = new Target.Group(origin.place(), action.text("AutoScalingGroupName")).text();
        try {
            return Target.parse(text).text();
        } catch (IllegalArgumentException _) {
            throw action.invalid("AutoScalingGroupName", "a name that a target can have", "another text");
        }
    }
}
