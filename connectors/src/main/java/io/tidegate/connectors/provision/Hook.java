package io.tidegate.connectors.provision;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A lifecycle hook of a group.
 *
 * @param heartbeat how long it holds an instance without a sign of life
 * @param metadata that notifications carry
 * @param notice who is told directly; empty for EventBridge alone
 */
public record Hook(
        String group,
        String name,
        Transition transition,
        Duration heartbeat,
        DefaultResult defaultResult,
        Optional<String> metadata,
        Optional<Notice> notice)
        implements Resource {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_/-]{1,255}");
    // PutLifecycleHook: "The range is from 30 to 7200 seconds"
    private static final Duration LEAST = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofHours(2);
    private static final int MOST_METADATA = 1_023; // PutLifecycleHook, NotificationMetadata

    public Hook {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be 1 to 255 letters, digits, -, _ or /, was \"%s\"".formatted(name));
        }
        if (heartbeat.toNanosPart() != 0 || heartbeat.compareTo(LEAST) < 0 || heartbeat.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("heartbeatTimeout must be 30 to 7200 whole seconds, was " + heartbeat);
        }
        metadata.filter(text -> text.isEmpty() || text.length() > MOST_METADATA).ifPresent(text -> {
            throw new IllegalArgumentException(
                    "metadata must have 1 to %d characters, were %d".formatted(MOST_METADATA, text.length()));
        });
    }

    /** Where in an instance's life it holds it. */
    public enum Transition {
        LAUNCHING,
        TERMINATING;

        /** As AWS spells it. */
        public String text() {
            return "autoscaling:EC2_INSTANCE_" + name();
        }
    }

    /** What counts when the time is over. */
    public enum DefaultResult {
        CONTINUE,
        ABANDON
    }

    /**
     * Whom a hook tells beside EventBridge.
     *
     * @param target ARN of a queue or topic; empty for the queue of the file
     * @param role ARN of the role with which EC2 Auto Scaling writes to it
     */
    public record Notice(Optional<String> target, String role) {
        private static final Pattern TARGET = Pattern.compile("arn:aws[a-z-]*:(sns|sqs):\\S+");
        private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/\\S+");

        public Notice {
            target.filter(arn -> !TARGET.matcher(arn).matches()).ifPresent(arn -> {
                throw new IllegalArgumentException(
                        "target must be the ARN of a queue or topic, was \"%s\"".formatted(arn));
            });
            if (!ROLE.matcher(role).matches()) {
                throw new IllegalArgumentException("role must be the ARN of a role, was \"%s\"".formatted(role));
            }
        }
    }

    /** Whether its name alone tells that it was made by Tidegate, for it cannot be tagged. */
    boolean isNamedOurs() {
        return name.startsWith(Marker.HOOK_PREFIX);
    }

    @Override
    public ResourceId id() {
        return new ResourceId(Kind.HOOK, group + "/" + name);
    }

    /** What it is in a place where the queue is called {@code queue}. */
    public Members members(Home home, Optional<String> queue) {
        var members = new TreeMap<String, String>();
        members.put("LifecycleTransition", transition.text());
        members.put("HeartbeatTimeout", String.valueOf(heartbeat.toSeconds()));
        members.put("DefaultResult", defaultResult.name());
        metadata.ifPresent(text -> members.put("NotificationMetadata", text));
        notice.ifPresent(told -> {
            told.target().or(() -> queue.map(home::queue)).ifPresent(arn -> members.put("NotificationTargetARN", arn));
            members.put("RoleARN", told.role());
        });
        return new Members(members);
    }
}
