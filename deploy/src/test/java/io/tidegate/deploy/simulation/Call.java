package io.tidegate.deploy.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.HttpExecuteRequest;

/**
 * A request to AWS, as the wire shows it.
 *
 * @param operation as simulated AWS names it, for example {@code ecs.UpdateService}
 * @param body decoded
 */
record Call(String operation, String body) {
    private static final Set<String> CHANGES = Set.of(
            "ecs.UpdateService",
            "ecs.UpdateContainerInstancesState",
            "applicationautoscaling.RegisterScalableTarget",
            "autoscaling.SetDesiredCapacity",
            "autoscaling.UpdateAutoScalingGroup",
            "autoscaling.TerminateInstanceInAutoScalingGroup");
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");
    private static final Pattern SERVICE = Pattern.compile("\"service\":\"([^\"]+)\"");
    private static final Pattern RESOURCE = Pattern.compile("\"[rR]esourceId\":\"service/([^\"]+)\"");
    private static final Pattern GROUP = Pattern.compile("AutoScalingGroupName=([^&]+)");
    private static final Pattern INSTANCE = Pattern.compile("InstanceId(?:s\\.member\\.1)?=([^&]+)");
    private static final Pattern CONTAINER_INSTANCE = Pattern.compile("\"containerInstances\":\\[\"([^\"]+)\"\\]");
    private static final Pattern VALUE =
            Pattern.compile("(?:\"desiredCount\":|DesiredCapacity=|\"[mM]inCapacity\":)(\\d+)");

    static Call of(HttpExecuteRequest request) {
        String body = body(request);
        String routed =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        if (routed.isEmpty()) {
            String decoded = URLDecoder.decode(body, UTF_8);
            return new Call("autoscaling." + first(ACTION, decoded).orElse("?"), decoded);
        }
        String api = routed.startsWith("AnyScale") ? "applicationautoscaling" : "ecs";
        return new Call(api + routed.substring(routed.indexOf('.')), body);
    }

    boolean changes() {
        return CHANGES.contains(operation);
    }

    boolean isTermination() {
        return operation.endsWith("TerminateInstanceInAutoScalingGroup");
    }

    /** The instance, or container instance, that a step or a look at its subject names. */
    Optional<String> subject() {
        return first(INSTANCE, body).or(() -> first(CONTAINER_INSTANCE, body));
    }

    /** The target that a change of a value is for. */
    Optional<String> target() {
        return first(SERVICE, body)
                .map(name -> "ecs/demo/" + name)
                .or(() -> first(RESOURCE, body).map(name -> "ecs/" + name))
                .or(() -> first(GROUP, body).map(name -> "asg/" + name));
    }

    /** The capacity that it sets; of bounds the lower one, which is both where they are pinned. */
    Optional<Integer> value() {
        return first(VALUE, body).map(Integer::valueOf);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String body(HttpExecuteRequest request) {
        return request.contentStreamProvider()
                .map(provider -> {
                    try (var stream = provider.newStream()) {
                        return new String(stream.readAllBytes(), UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse("");
    }
}
