package io.tidegate.simulatedaws.hook;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where in an instance's life a hook holds it. */
public enum Transition {
    /** Between having booted and serving. */
    LAUNCHING("autoscaling:EC2_INSTANCE_LAUNCHING", "EC2", "AutoScalingGroup"),
    /** Between being told to go and shutting down. */
    TERMINATING("autoscaling:EC2_INSTANCE_TERMINATING", "AutoScalingGroup", "EC2");

    private final String text;
    private final String origin;
    private final String destination;

    Transition(String text, String origin, String destination) {
        this.text = text;
        this.origin = origin;
        this.destination = destination;
    }

    /** As AWS spells it. */
    public String text() {
        return text;
    }

    /** Where the instance comes from, in the words of notifications. */
    public String origin() {
        return origin;
    }

    /** Where the instance goes to, in the words of notifications. */
    public String destination() {
        return destination;
    }

    /** Reads AWS's spelling. */
    public static Optional<Transition> of(@Nullable String text) {
        return Arrays.stream(values())
                .filter(transition -> transition.text.equals(text))
                .findFirst();
    }
}
