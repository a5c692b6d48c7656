package io.tidegate.streams.decide;

import io.tidegate.schemas.SetBounds;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.Step;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Order.Setting;
import io.tidegate.streams.policy.Bounds;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Orders as the actions of commands, and back. */
final class OrderState {
    private static final String DRAIN = "DRAIN";
    private static final String TERMINATE = "TERMINATE";
    private static final String CLUSTER = "cluster";
    private static final String CONTAINER_INSTANCE = "containerInstance";
    private static final String DECREMENT = "decrement";

    private OrderState() {}

    /** The action of a command with this id. */
    static Object toAvro(Order order, String commandId) {
        return switch (order) {
            case Setting setting -> toAvro(setting);
            case Order.Drain drain -> new Step(DRAIN, drain.arn(), commandId, parameters(CLUSTER, drain.cluster()));
            case Order.Terminate terminate ->
                new Step(
                        TERMINATE,
                        terminate.instance(),
                        commandId,
                        parameters(
                                CLUSTER,
                                terminate.cluster(),
                                CONTAINER_INSTANCE,
                                terminate.arn(),
                                DECREMENT,
                                String.valueOf(terminate.decrement())));
        };
    }

    static Object toAvro(Setting order) {
        return switch (order) {
            case Order.Capacity capacity -> new SetCapacity(capacity.expected(), capacity.desired());
            case Order.Limits limits -> {
                var expected = limits.expected();
                yield new SetBounds(
                        expected == null ? null : expected.min(),
                        expected == null ? null : expected.max(),
                        limits.wanted().min(),
                        limits.wanted().max(),
                        limits.desired().isPresent() ? limits.desired().getAsInt() : null);
            }
        };
    }

    /** The order of a command that was sent to {@code target}. */
    static Order fromAvro(Object action, String target) {
        return action instanceof Step step ? oneShot(step, target) : setting(action);
    }

    static Setting setting(Object action) {
        return switch (action) {
            case SetCapacity capacity -> new Order.Capacity(capacity.getExpected(), capacity.getDesired());
            case SetBounds bounds ->
                new Order.Limits(
                        bounds.getExpectedMin() == null || bounds.getExpectedMax() == null
                                ? null
                                : new Bounds(bounds.getExpectedMin(), bounds.getExpectedMax()),
                        new Bounds(bounds.getMin(), bounds.getMax()),
                        bounds.getDesired() == null ? OptionalInt.empty() : OptionalInt.of(bounds.getDesired()));
            default ->
                throw new IllegalArgumentException(
                        "unknown action " + action.getClass().getSimpleName());
        };
    }

    private static Order oneShot(Step step, String target) {
        String cluster = parameter(step, CLUSTER);
        return switch (step.getKind()) {
            case DRAIN -> new Order.Drain(cluster, instance(target), step.getSubject());
            case TERMINATE ->
                new Order.Terminate(
                        cluster,
                        step.getSubject(),
                        parameter(step, CONTAINER_INSTANCE),
                        Boolean.parseBoolean(parameter(step, DECREMENT)));
            default -> throw new IllegalArgumentException("unknown step " + step.getKind());
        };
    }

    private static String instance(String target) {
        if (Target.parse(target) instanceof Target.Instance instance) {
            return instance.id();
        }
        throw new IllegalArgumentException("target of a drain must be an instance, was \"%s\"".formatted(target));
    }

    private static String parameter(Step step, String name) {
        @Nullable String value = step.getParameters().get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "%s of a step %s must be given, was absent".formatted(name, step.getKind()));
        }
        return value;
    }

    private static Map<String, String> parameters(String... keysAndValues) {
        var parameters = new TreeMap<String, String>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            parameters.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return parameters;
    }
}
