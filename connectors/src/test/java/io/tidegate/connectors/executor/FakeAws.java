package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Order.OfGroup;
import io.tidegate.connectors.executor.command.Order.SetBounds;
import io.tidegate.connectors.executor.command.Order.SetCapacity;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.target.Actuator;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.EcsService;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * ECS services, scalable targets and groups in memory, with a {@link FakeFleet} of instances and their {@link FakeExits}, and
 * {@link FakeTemplates}. Remembers each change that changed something.
 */
public final class FakeAws {
    private final Map<String, Observed> services = new TreeMap<>();
    private final Map<String, Observed> bounds = new TreeMap<>();
    private final Map<String, Observed> groups = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();
    private final Deque<RuntimeException> lookFailures = new ArrayDeque<>();
    private final Deque<RuntimeException> callFailures = new ArrayDeque<>();
    private final Deque<RuntimeException> lostAnswers = new ArrayDeque<>();
    private final FakeFleet fleet = new FakeFleet(this);
    private final FakeExits exits = new FakeExits(this);
    private final FakeTemplates templates = new FakeTemplates(this);
    private final KillSwitch kill;
    private int calls;
    private int looks;

    FakeAws(KillSwitch kill) {
        this.kill = kill;
    }

    /** One that is never killed. */
    public FakeAws() {
        this(new KillSwitch());
    }

    public FakeAws service(String name, int desired) {
        services.put("ecs/demo/" + name, new Observed.Capacity(desired));
        return this;
    }

    public FakeAws group(String name, int min, int max, int desired) {
        groups.put("asg/" + name, new Observed.Group(min, max, desired));
        return this;
    }

    public FakeFleet fleet() {
        return fleet;
    }

    FakeExits exits() {
        return exits;
    }

    /** The launch template {@code lt-1} and what launches from it. */
    public FakeTemplates templates() {
        return templates;
    }

    FakeAws inactive(String name, String status) {
        services.put("ecs/demo/" + name, new Observed.Inactive(status));
        return this;
    }

    void failLook(RuntimeException failure) {
        lookFailures.add(failure);
    }

    void failCall(RuntimeException failure) {
        callFailures.add(failure);
    }

    /** The next call takes effect, and then {@code failure} is all that is heard of it. */
    void loseAnswer(RuntimeException failure) {
        lostAnswers.add(failure);
    }

    int desired(String name) {
        return services.get("ecs/demo/" + name) instanceof Observed.Capacity capacity ? capacity.desired() : -1;
    }

    /** Each change, as {@code service value}. */
    List<String> changes() {
        return changes;
    }

    int calls() {
        return calls;
    }

    int looks() {
        return looks;
    }

    public Actuator<EcsService, SetCapacity> services() {
        return new Actuator<>() {
            @Override
            public Observed observe(EcsService target) {
                return look(services, target, new Observed.NotFound("MISSING"));
            }

            @Override
            public String apply(EcsService target, SetCapacity order) {
                return call(services, target, new Observed.Capacity(order.desired()), "" + order.desired());
            }
        };
    }

    public Actuator<Target, SetBounds> scalableTargets() {
        return new Actuator<>() {
            @Override
            public Observed observe(Target target) {
                return look(bounds, target, new Observed.Unregistered());
            }

            @Override
            public String apply(Target target, SetBounds order) {
                return call(
                        bounds,
                        target,
                        new Observed.Bounds(order.min(), order.max()),
                        order.min() + ".." + order.max());
            }
        };
    }

    public Actuator<Target.Group, OfGroup> groups() {
        return new Actuator<>() {
            @Override
            public Observed observe(Target.Group target) {
                return look(groups, target, new Observed.NotFound("MISSING"));
            }

            @Override
            public String apply(Target.Group target, OfGroup order) {
                var before = (Observed.Group) Objects.requireNonNull(groups.get(target.text()));
                return call(groups, target, resized(before, order), order.toString());
            }
        };
    }

    private static Observed resized(Observed.Group before, OfGroup order) {
        return switch (order) {
            case Order.SetGroupDesired set -> new Observed.Group(before.min(), before.max(), set.desired());
            case Order.SetGroupSize set ->
                new Observed.Group(
                        set.min(), set.max(), set.desired().orElse(Math.clamp(before.desired(), set.min(), set.max())));
        };
    }

    /** One instance less is wanted of a group. */
    void decrement(String group) {
        groups.computeIfPresent("asg/" + group, (_, state) -> {
            var before = (Observed.Group) state;
            return new Observed.Group(before.min(), before.max(), before.desired() - 1);
        });
    }

    int desiredOfGroup(String name) {
        return groups.get("asg/" + name) instanceof Observed.Group group ? group.desired() : -1;
    }

    private Observed look(Map<String, Observed> state, Target target, Observed otherwise) {
        return look(() -> state.getOrDefault(target.text(), otherwise));
    }

    private String call(Map<String, Observed> state, Target target, Observed after, String value) {
        return call(() -> {
            if (!after.equals(state.put(target.text(), after))) {
                changes.add(target.text().substring(target.text().lastIndexOf('/') + 1) + " " + value);
            }
            return "request-" + calls;
        });
    }

    /** A look that may fail, or be the last thing that its process does. */
    Observed look(Supplier<Observed> state) {
        kill.point();
        looks++;
        if (!lookFailures.isEmpty()) {
            throw lookFailures.remove();
        }
        return state.get();
    }

    /** A call that may fail before its effect or after it, or be the last thing that its process does. */
    <A> A call(Supplier<A> effect) {
        kill.point();
        calls++;
        if (!callFailures.isEmpty()) {
            throw callFailures.remove();
        }
        var answer = effect.get();
        kill.point();
        if (!lostAnswers.isEmpty()) {
            throw lostAnswers.remove();
        }
        return answer;
    }
}
