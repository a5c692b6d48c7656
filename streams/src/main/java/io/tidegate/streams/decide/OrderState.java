package io.tidegate.streams.decide;

import io.tidegate.schemas.SetBounds;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.Step;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Order.Setting;
import io.tidegate.streams.policy.Bounds;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Orders as the actions of commands, and back. */
final class OrderState {
    private static final String DRAIN = "DRAIN";
    private static final String TERMINATE = "TERMINATE";
    private static final String STOP_TASKS = "STOP_TASKS";
    private static final String DEREGISTER = "DEREGISTER";
    private static final String HEARTBEAT = "HEARTBEAT";
    private static final String COMPLETE = "COMPLETE";
    private static final String BALANCER = "balancer";
    private static final String PORT = "port";
    private static final String GROUP = "group";
    private static final String HOOK = "hook";
    private static final String TOKEN = "token";
    private static final String RESULT = "result";
    private static final String CONTINUE = "CONTINUE";
    private static final String ABANDON = "ABANDON";
    private static final String CLUSTER = "cluster";
    private static final String CONTAINER_INSTANCE = "containerInstance";
    private static final String DECREMENT = "decrement";

    private OrderState() {}

    /** The action of a command with this id that is sent to {@code target}. */
    static Object toAvro(Order order, String target, String commandId) {
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
            case Order.StopTasks stop ->
                new Step(STOP_TASKS, stop.arn(), commandId, parameters(CLUSTER, stop.cluster()));
            case Order.Deregister leave -> new Step(DEREGISTER, leave.instance(), commandId, parameters(leave));
            case Order.Heartbeat beat ->
                new Step(HEARTBEAT, beat.action().instance(), commandId, parameters(beat.action()));
            case Order.Complete done -> new Step(COMPLETE, done.action().instance(), commandId, parameters(done));
            case Order.OfTemplate template -> TemplateOrders.toAvro(template, template(target), commandId);
        };
    }

    private static Map<String, String> parameters(Order.Deregister leave) {
        var parameters = parameters(BALANCER, leave.balancer());
        leave.port().ifPresent(port -> parameters.put(PORT, String.valueOf(port)));
        return parameters;
    }

    private static Map<String, String> parameters(Order.HookAction action) {
        var parameters = parameters(GROUP, action.group(), HOOK, action.hook());
        action.token().ifPresent(token -> parameters.put(TOKEN, token));
        return parameters;
    }

    private static Map<String, String> parameters(Order.Complete done) {
        var parameters = parameters(done.action());
        parameters.put(RESULT, done.proceeds() ? CONTINUE : ABANDON);
        return parameters;
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
        return switch (step.getKind()) {
            case DRAIN -> new Order.Drain(parameter(step, CLUSTER), instance(target), step.getSubject());
            case TERMINATE ->
                new Order.Terminate(
                        parameter(step, CLUSTER),
                        step.getSubject(),
                        parameter(step, CONTAINER_INSTANCE),
                        Boolean.parseBoolean(parameter(step, DECREMENT)));
            case STOP_TASKS -> new Order.StopTasks(parameter(step, CLUSTER), instance(target), step.getSubject());
            case DEREGISTER -> new Order.Deregister(step.getSubject(), parameter(step, BALANCER), port(step));
            case HEARTBEAT -> new Order.Heartbeat(action(step));
            case COMPLETE ->
                new Order.Complete(action(step), parameter(step, RESULT).equals(CONTINUE));
            default ->
                TemplateOrders.fromAvro(step)
                        .orElseThrow(() -> new IllegalArgumentException("unknown step " + step.getKind()));
        };
    }

    private static OptionalInt port(Step step) {
        @Nullable String port = step.getParameters().get(PORT);
        return port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
    }

    private static Order.HookAction action(Step step) {
        return new Order.HookAction(
                parameter(step, GROUP),
                parameter(step, HOOK),
                step.getSubject(),
                Optional.ofNullable(step.getParameters().get(TOKEN)));
    }

    private static String template(String target) {
        if (Target.parse(target) instanceof Target.LaunchTemplate template) {
            return template.id();
        }
        throw new IllegalArgumentException("target must be a launch template, was \"%s\"".formatted(target));
    }

    private static String instance(String target) {
        if (Target.parse(target) instanceof Target.Instance instance) {
            return instance.id();
        }
        throw new IllegalArgumentException("target of a drain must be an instance, was \"%s\"".formatted(target));
    }

    static String parameter(Step step, String name) {
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
