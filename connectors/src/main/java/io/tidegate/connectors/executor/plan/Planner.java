package io.tidegate.connectors.executor.plan;

import io.tidegate.connectors.executor.command.Command;
import io.tidegate.connectors.executor.command.InstanceStep;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Outcome;
import io.tidegate.connectors.executor.command.Outcome.AppliedReason;
import io.tidegate.connectors.executor.command.Outcome.SkipReason;
import io.tidegate.connectors.executor.command.TemplateStep;
import io.tidegate.connectors.executor.plan.Action.Call;
import io.tidegate.connectors.executor.plan.Action.End;
import io.tidegate.connectors.executor.plan.Action.Look;
import io.tidegate.connectors.executor.plan.Action.LookAgain;
import io.tidegate.connectors.executor.plan.Action.Pass;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Decides what to do with a command. Pure: the same arguments give the same action. */
public final class Planner {
    private Planner() {}

    /**
     * The action before AWS was asked; {@link Look} when only AWS can tell.
     *
     * @param reached accounts and regions that can be called
     */
    public static Action beforeLooking(Command command, Memory memory, Set<Place> reached, Instant now) {
        if (isSettled(command, memory)) {
            return new Pass();
        }
        var place = command.target().place();
        if (!reached.contains(place)) {
            // With other credentials it would be another thing of the same name.
            return refuse(
                    "UNKNOWN_ACCOUNT",
                    "the account and region must be one of aws.accounts of the executor, was " + place.key());
        }
        return ifCarriedOut(command, (target, order) -> {
            var look = new Look(target, order);
            // A call that may have been made is looked at first: skipping it could deny an effect that AWS shows.
            return memory.inDoubt() ? look : tooLate(command, memory, now).orElse(look);
        });
    }

    /** The action once AWS has answered; never {@link Look}. */
    public static Action afterLooking(Command command, Observed observed, Memory memory, Instant now) {
        if (isSettled(command, memory)) {
            return new Pass();
        }
        if (memory.inDoubt() && observed.shows(command.order())) {
            return new End(resolved());
        }
        return tooLate(command, memory, now)
                .or(() -> notShownYet(command, observed, memory, now))
                .orElseGet(() -> onObserved(command, observed));
    }

    /** How a command ends once AWS has answered its call. */
    public static Outcome afterCalling(Command command, Answer answer, boolean inDoubt) {
        return switch (answer) {
            case Answer.Accepted accepted -> new Outcome.Applied(AppliedReason.OK, Optional.of(accepted.requestId()));
            case Answer.Declined no -> new Outcome.Refused(no.reason(), no.message(), Optional.of(no.requestId()));
            case Answer.Gone _ -> gone(command, inDoubt);
        };
    }

    private static boolean isSettled(Command command, Memory memory) {
        return memory.settled()
                .filter(settled -> !command.position().isAfter(settled))
                .isPresent();
    }

    private static Optional<Action> tooLate(Command command, Memory memory, Instant now) {
        if (now.isAfter(command.deadline())) {
            return Optional.of(skip(SkipReason.EXPIRED));
        }
        return memory.newest().isAfter(command.position())
                ? Optional.of(skip(SkipReason.SUPERSEDED))
                : Optional.empty();
    }

    // Reads follow a create after a while. What a step is about was there before, and an instance that is gone is an
    // answer.
    private static Optional<Action> notShownYet(Command command, Observed observed, Memory memory, Instant now) {
        return observed instanceof Observed.NotFound
                        && command.order() instanceof Order.Absolute
                        && now.isBefore(memory.shownBy())
                ? Optional.of(new LookAgain(memory.shownBy()))
                : Optional.empty();
    }

    private static Action onObserved(Command command, Observed observed) {
        if (observed.shows(command.order())) {
            return skip(SkipReason.ALREADY_THERE);
        }
        return switch (observed) {
            case Observed.NotFound missing -> refuse("NOT_FOUND", missing.message());
            case Observed.Inactive inactive ->
                refuse("INACTIVE", "the target must be active, was " + inactive.status());
            case Observed.Gone _ -> skip(SkipReason.GONE);
            case Observed.Member member -> unlessInUse(command, member);
            case Observed.StandaloneTasks seen -> takesTasks(seen.on()).orElseGet(() -> call(command, seen));
            case Observed.OtherTargets others -> otherTargets(others);
            case TemplateObserved seen ->
                TemplatePlan.objection(seen).<Action>map(End::new).orElseGet(() -> call(command, seen));
            case Observed.Capacity _,
                    Observed.Bounds _,
                    Observed.Group _,
                    Observed.Unregistered _,
                    Observed.ContainerInstance _,
                    Observed.Registration _ -> call(command, observed);
        };
    }

    // Nothing more to ask of an instance that its cluster knows no more: it can have no task.
    private static Action unlessInUse(Command command, Observed.Member member) {
        return member.registered().flatMap(Planner::inUse).orElseGet(() -> call(command, member));
    }

    private static Optional<Action> inUse(Observed.ContainerInstance instance) {
        var inService = takesTasks(instance);
        return inService.isEmpty() && instance.tasks() > 0
                ? Optional.of(refuse("NOT_EMPTY", "the container instance must have no tasks, had " + instance.tasks()))
                : inService;
    }

    private static Optional<Action> takesTasks(Observed.ContainerInstance instance) {
        return instance.isDraining()
                ? Optional.empty()
                : Optional.of(
                        refuse("NOT_DRAINING", "the container instance must be DRAINING, was " + instance.status()));
    }

    // The addresses of tasks, say: ECS deregisters them itself, and other tasks may have them next.
    private static Action otherTargets(Observed.OtherTargets others) {
        return refuse(
                others.type().toUpperCase(Locale.ROOT) + "_TARGETS",
                "the target group must have targets of type instance, was " + others.type());
    }

    private static Outcome gone(Command command, boolean inDoubt) {
        boolean asOrdered = new Observed.Gone().shows(command.order());
        if (asOrdered && inDoubt) {
            return resolved();
        }
        return new Outcome.Skipped(asOrdered ? SkipReason.ALREADY_THERE : SkipReason.GONE);
    }

    private static Outcome resolved() {
        return new Outcome.Applied(AppliedReason.RESOLVED_BY_OBSERVATION, Optional.empty());
    }

    private static Action call(Command command, Observed observed) {
        return command.dryRun()
                ? left(command.order(), observed)
                : ifCarriedOut(command, (target, order) -> new Call(target, aboutSeen(order, observed)));
    }

    // What comes after the look is none of its.
    private static Order.Executable aboutSeen(Order.Executable order, Observed observed) {
        return switch (order) {
            case InstanceStep.StopTasks stop
            when observed instanceof Observed.StandaloneTasks seen -> stop.of(seen.tasks());
            case TemplateStep step when observed instanceof TemplateObserved seen -> TemplatePlan.aboutSeen(step, seen);
            default -> order;
        };
    }

    private static Action left(Order order, Observed observed) {
        String would = order instanceof Order.Absolute ? "would set " : "would ";
        return new End(
                new Outcome.Skipped(SkipReason.DRY_RUN, Optional.of(would + order + ", was " + observed.told())));
    }

    private static Action ifCarriedOut(Command command, BiFunction<Target, Order.Executable, Action> action) {
        return switch (command.order()) {
            case Order.NotYet notYet -> refuse("NOT_YET", notYet.kind() + " is not carried out by this version");
            case Order.Executable order -> action.apply(command.target(), order);
        };
    }

    private static Action skip(SkipReason why) {
        return new End(new Outcome.Skipped(why));
    }

    private static Action refuse(String reason, String message) {
        return new End(new Outcome.Refused(reason, message, Optional.empty()));
    }
}
