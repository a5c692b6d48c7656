package io.tidegate.streams.decide;

import io.tidegate.schemas.Step;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.policy.ImagePolicy.Protected;
import io.tidegate.streams.policy.ImagePolicy.Refresh;
import io.tidegate.streams.policy.ImagePolicy.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders about launch templates as the steps of commands, and back. */
final class TemplateOrders {
    private static final String NEW_VERSION = "NEW_TEMPLATE_VERSION";
    private static final String DEFAULT_VERSION = "SET_DEFAULT_VERSION";
    private static final String PIN_GROUP = "PIN_GROUP";
    private static final String DELETE_VERSIONS = "DELETE_VERSIONS";
    private static final String REFRESH = "REFRESH_INSTANCES";

    private TemplateOrders() {}

    /** The step of a command with this id, about a template. */
    static Step toAvro(Order.OfTemplate order, String template, String commandId) {
        return switch (order) {
            case Order.NewVersion made -> new Step(NEW_VERSION, template, commandId, parameters(made));
            case Order.DefaultVersion one -> new Step(DEFAULT_VERSION, template, commandId, version(one.version()));
            case Order.PinGroup pin -> {
                var parameters = version(pin.version());
                parameters.put("group", pin.group());
                yield new Step(PIN_GROUP, template, commandId, parameters);
            }
            case Order.DeleteVersions old -> new Step(DELETE_VERSIONS, template, commandId, parameters(old));
            case Order.RefreshInstances refresh -> new Step(REFRESH, template, commandId, parameters(refresh));
        };
    }

    private static Map<String, String> version(long number) {
        var parameters = new TreeMap<String, String>();
        parameters.put("version", Long.toString(number));
        return parameters;
    }

    private static Map<String, String> parameters(Order.NewVersion made) {
        var parameters = new TreeMap<String, String>();
        parameters.put("image", made.image());
        parameters.put("token", made.token());
        parameters.put("sourceVersion", made.version().source());
        made.version().keyName().ifPresent(name -> parameters.put("keyName", name));
        made.version().instanceType().ifPresent(type -> parameters.put("instanceType", type));
        if (!made.version().securityGroupIds().isEmpty()) {
            parameters.put("securityGroupIds", String.join(",", made.version().securityGroupIds()));
        }
        return parameters;
    }

    private static Map<String, String> parameters(Order.DeleteVersions old) {
        var parameters = new TreeMap<String, String>();
        parameters.put("versions", old.versions().stream().map(String::valueOf).collect(Collectors.joining(",")));
        return parameters;
    }

    private static Map<String, String> parameters(Order.RefreshInstances refresh) {
        var parameters = new TreeMap<String, String>();
        var how = refresh.how();
        parameters.put("group", refresh.group());
        parameters.put("minHealthyPercentage", String.valueOf(how.minHealthyPercentage()));
        parameters.put("skipMatching", String.valueOf(how.skipMatching()));
        parameters.put("scaleInProtected", how.scaleInProtected().name());
        how.warmup().ifPresent(time -> parameters.put("instanceWarmupSeconds", String.valueOf(time.toSeconds())));
        return parameters;
    }

    /** The order of a step; empty when it is about something else. */
    static Optional<Order> fromAvro(Step step) {
        return Optional.ofNullable(
                switch (step.getKind()) {
                    case NEW_VERSION ->
                        new Order.NewVersion(parameter(step, "image"), made(step), parameter(step, "token"));
                    case DEFAULT_VERSION -> new Order.DefaultVersion(version(step));
                    case PIN_GROUP -> new Order.PinGroup(parameter(step, "group"), version(step));
                    case DELETE_VERSIONS ->
                        new Order.DeleteVersions(
                                Stream.of(parameter(step, "versions").split(",", -1))
                                        .map(Long::valueOf)
                                        .toList());
                    case REFRESH -> new Order.RefreshInstances(parameter(step, "group"), refresh(step));
                    default -> null;
                });
    }

    private static Version made(Step step) {
        return new Version(
                parameter(step, "sourceVersion"),
                optional(step, "keyName"),
                optional(step, "instanceType"),
                optional(step, "securityGroupIds")
                        .map(ids -> List.of(ids.split(",", -1)))
                        .orElseGet(List::of));
    }

    private static Refresh refresh(Step step) {
        return new Refresh(
                Integer.parseInt(parameter(step, "minHealthyPercentage")),
                optional(step, "instanceWarmupSeconds").map(Long::valueOf).map(Duration::ofSeconds),
                Boolean.parseBoolean(parameter(step, "skipMatching")),
                Protected.valueOf(parameter(step, "scaleInProtected")));
    }

    private static long version(Step step) {
        return Long.parseLong(parameter(step, "version"));
    }

    private static Optional<String> optional(Step step, String name) {
        @Nullable String value = step.getParameters().get(name);
        return Optional.ofNullable(value);
    }

    private static String parameter(Step step, String name) {
        return OrderState.parameter(step, name);
    }
}
