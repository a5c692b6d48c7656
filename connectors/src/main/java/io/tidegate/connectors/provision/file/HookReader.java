package io.tidegate.connectors.provision.file;

import io.tidegate.connectors.provision.Hook;
import io.tidegate.connectors.provision.Hook.DefaultResult;
import io.tidegate.connectors.provision.Hook.Notice;
import io.tidegate.connectors.provision.Hook.Transition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;

/** Reads lifecycle hooks. */
final class HookReader {
    // PutLifecycleHook: "The default value is 3600 seconds (one hour)", and "The default value is ABANDON".
    private static final Duration HEARTBEAT = Duration.ofHours(1);
    private static final DefaultResult RESULT = DefaultResult.ABANDON;

    /** One of our own file. */
    Optional<Hook> read(String group, Section section) {
        var name = section.require("name").text().orElse("");
        var transition = section.require("transition")
                .choice(Map.of("launching", Transition.LAUNCHING, "terminating", Transition.TERMINATING));
        var heartbeat = section.get("heartbeatTimeout").duration().orElse(HEARTBEAT);
        var result = section.get("defaultResult")
                .choice(Map.of("continue", DefaultResult.CONTINUE, "abandon", DefaultResult.ABANDON))
                .orElse(RESULT);
        var metadata = section.get("metadata").text();
        var notice = section.get("notify").section().flatMap(HookReader::notice);
        return section.build(
                () -> new Hook(group, name, transition.orElseThrow(), heartbeat, result, metadata, notice));
    }

    private static Optional<Notice> notice(Section section) {
        var role = section.require("role").text().orElse("");
        var target = section.get("target").text();
        return section.build(() -> new Notice(target, role));
    }

    /** One of the AWS CLI. */
    Hook ofCli(String group, LifecycleHookSpecification given) {
        var seconds = given.heartbeatTimeout();
        return new Hook(
                group,
                String.valueOf(given.lifecycleHookName()),
                known("LifecycleTransition", given.lifecycleTransition(), Transition.values(), Transition::text),
                seconds == null ? HEARTBEAT : Duration.ofSeconds(seconds),
                given.defaultResult() == null
                        ? RESULT
                        : known("DefaultResult", given.defaultResult(), DefaultResult.values(), Enum::name),
                Optional.ofNullable(given.notificationMetadata()),
                given.roleARN() == null
                        ? Optional.empty()
                        : Optional.of(new Notice(Optional.ofNullable(given.notificationTargetARN()), given.roleARN())));
    }

    private static <E> E known(String member, String text, E[] all, Function<E, String> spelling) {
        return Stream.of(all)
                .filter(one -> spelling.apply(one).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s must be one of %s, was %s"
                        .formatted(member, Stream.of(all).map(spelling).toList(), text)));
    }
}
