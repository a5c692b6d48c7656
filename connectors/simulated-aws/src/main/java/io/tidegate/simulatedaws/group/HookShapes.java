package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.hook.ActionResult;
import io.tidegate.simulatedaws.hook.Hook;
import io.tidegate.simulatedaws.hook.Transition;
import io.tidegate.simulatedaws.protocol.ApiError;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;

/** Reads hooks from requests, and turns them into the shape that EC2 Auto Scaling answers with. */
final class HookShapes {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_/-]{1,255}");
    // PutLifecycleHook: "The range is from 30 to 7200 seconds. The default value is 3600 seconds"
    private static final int LEAST_HEARTBEAT = 30;
    private static final int USUAL_HEARTBEAT = 3_600;
    private static final int MOST_HEARTBEAT = 7_200;

    private HookShapes() {}

    /**
     * The hook that a request makes of the one that stands; what it does not name stays.
     *
     * @param old null when there is none of that name
     */
    static Hook merged(@Nullable Hook old, PutLifecycleHookRequest request) {
        var name = String.valueOf(request.lifecycleHookName());
        if (!NAME.matcher(name).matches()) {
            throw invalid("LifecycleHookName must match " + NAME + ", was " + name);
        }
        return new Hook(
                name,
                transition(old, request.lifecycleTransition()),
                heartbeat(old, request.heartbeatTimeout()),
                defaultResult(old, request.defaultResult()),
                target(old, request.notificationTargetARN()),
                request.roleARN() == null && old != null ? old.role() : request.roleARN(),
                request.notificationMetadata() == null && old != null
                        ? old.metadata()
                        : request.notificationMetadata());
    }

    private static Transition transition(@Nullable Hook old, @Nullable String text) {
        if (text == null && old != null) {
            return old.transition();
        }
        return Transition.of(text)
                .orElseThrow(() -> invalid("LifecycleTransition must be autoscaling:EC2_INSTANCE_LAUNCHING or"
                        + " autoscaling:EC2_INSTANCE_TERMINATING, was " + text));
    }

    private static Duration heartbeat(@Nullable Hook old, @Nullable Integer seconds) {
        if (seconds == null) {
            return old == null ? Duration.ofSeconds(USUAL_HEARTBEAT) : old.heartbeat();
        }
        if (seconds < LEAST_HEARTBEAT || seconds > MOST_HEARTBEAT) {
            throw invalid("HeartbeatTimeout must be between %d and %d, was %d"
                    .formatted(LEAST_HEARTBEAT, MOST_HEARTBEAT, seconds));
        }
        return Duration.ofSeconds(seconds);
    }

    private static ActionResult defaultResult(@Nullable Hook old, @Nullable String text) {
        if (text == null) {
            return old == null ? ActionResult.ABANDON : old.defaultResult();
        }
        return Arrays.stream(ActionResult.values())
                .filter(result -> result.name().equals(text))
                .findFirst()
                .orElseThrow(() -> invalid("DefaultResult must be CONTINUE or ABANDON, was " + text));
    }

    // "If you specify an empty string, this overrides the current ARN."
    private static @Nullable String target(@Nullable Hook old, @Nullable String arn) {
        if (arn == null) {
            return old == null ? null : old.target();
        }
        return arn.isEmpty() ? null : arn;
    }

    static LifecycleHook shape(String group, Hook hook) {
        return LifecycleHook.builder()
                .autoScalingGroupName(group)
                .lifecycleHookName(hook.name())
                .lifecycleTransition(hook.transition().text())
                .heartbeatTimeout(Math.toIntExact(hook.heartbeat().toSeconds()))
                .globalTimeout(Math.toIntExact(hook.globalTimeout().toSeconds()))
                .defaultResult(hook.defaultResult().name())
                .notificationTargetARN(hook.target())
                .roleARN(hook.role())
                .notificationMetadata(hook.metadata())
                .build();
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("ValidationError", message);
    }
}
