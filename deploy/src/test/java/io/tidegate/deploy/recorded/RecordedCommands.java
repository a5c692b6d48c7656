package io.tidegate.deploy.recorded;

import io.tidegate.schemas.Direction;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.SetBounds;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.Step;
import io.tidegate.streams.ecsautoscale.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The actions of a recorded case as commands: {@code command-0} and so on, in order. */
record RecordedCommands(RecordedCase recorded, Instant now) {
    /** Long enough for every call that is not refused, short enough to wait for those that are tried again until then. */
    private static final Duration LIFETIME = Duration.ofSeconds(8);

    List<ScaleCommand> of(List<Action> actions) {
        return IntStream.range(0, actions.size())
                .mapToObj(position -> command(actions.get(position), position))
                .toList();
    }

    private ScaleCommand command(Action action, int position) {
        String id = "command-" + position;
        return new ScaleCommand(
                id,
                "cluster/recorded",
                target(action),
                now,
                position + 1L,
                "recorded",
                1,
                now,
                now.plus(LIFETIME),
                Direction.NONE,
                order(action, id),
                action.reason(),
                50,
                false);
    }

    private String target(Action action) {
        return switch (action) {
            case Action.UpdateService update -> "ecs/%s/%s".formatted(update.cluster(), update.service());
            case Action.SetBounds bounds -> "asg/" + bounds.group();
            case Action.SetDesiredCapacity capacity -> "asg/" + capacity.group();
            case Action.Drain drain -> "instance/" + recorded.ec2Of(drain.containerInstance());
            case Action.Terminate terminate -> "asg/" + recorded.groupOf(terminate.instance());
            case Action.Call other -> throw new IllegalStateException(other.name());
        };
    }

    private Object order(Action action, String id) {
        return switch (action) {
            case Action.UpdateService update -> new SetCapacity(0, (int) update.desired());
            case Action.SetBounds bounds -> new SetBounds(null, null, (int) bounds.min(), (int) bounds.max(), null);
            case Action.SetDesiredCapacity capacity -> new SetCapacity(0, (int) capacity.desired());
            case Action.Drain drain ->
                new Step("DRAIN", drain.containerInstance(), id, Map.of("cluster", drain.cluster()));
            case Action.Terminate terminate ->
                new Step(
                        "TERMINATE",
                        terminate.instance(),
                        id,
                        Map.of(
                                "cluster", recorded.clusterOf(terminate.instance()),
                                "containerInstance", recorded.arnOf(terminate.instance()),
                                "decrement", String.valueOf(terminate.decrement())));
            case Action.Call other -> throw new IllegalStateException(other.name());
        };
    }
}
