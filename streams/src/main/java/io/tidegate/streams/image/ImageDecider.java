package io.tidegate.streams.image;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Events;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Ordered;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.decision.Planned;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.image.Rollout.Act;
import io.tidegate.streams.image.Rollout.Done;
import io.tidegate.streams.image.Rollout.Failed;
import io.tidegate.streams.image.Rollout.Wait;
import io.tidegate.streams.journal.Input.Fired;
import io.tidegate.streams.journal.Input.Firing;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.journal.ObservedTemplate;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.ScheduleItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a launch template comes to the newest image: a pure reducer. Something fires; then every step is "observe, then
 * act" until what was seen is as it should be. What is seen between two runs changes nothing.
 */
public final class ImageDecider {

    /** A policy takes the template up, or changes while it drives it. */
    public Step<ImageState> take(@Nullable ImageState state, String domain, ImagePolicy policy, @Nullable Instant now) {
        if (state == null) {
            return Step.silent(ImageState.taken(domain, policy));
        }
        if (!state.policy().name().equals(policy.name())) {
            return Events.refuse(state, policy, now);
        }
        var next = state.under(policy);
        var before = state.policy().occasions();
        if (now == null || policy.occasions().equals(before)) {
            return Step.silent(next);
        }
        // What was to begin before a change is past, and what waited before another scale-out waits no longer.
        var course = next.course().checked(now).aheadOf(now);
        boolean waitsOn = policy.occasions().before().equals(before.before());
        return Step.silent(next.with(waitsOn ? course : course.keeping(null)));
    }

    /** A policy lets the template go. */
    public Step<ImageState> release(ImageState state, String policy, @Nullable Instant now) {
        return Events.release(state, policy, now);
    }

    /** The schedule that it goes before has this item now, or none of that name. */
    public Step<ImageState> follow(ImageState state, Optional<ScheduleItem> item, @Nullable Instant now) {
        if (state.ahead().equals(item)) {
            return Step.silent(state);
        }
        var next = state.aheadOf(item);
        return Step.silent(now == null ? next : next.with(next.course().aheadOf(now)));
    }

    /** Something happened at which the policy may have images looked for. */
    public Step<ImageState> fire(ImageState state, Fired input) {
        var occasions = state.policy().occasions();
        return switch (input.kind()) {
            case IMAGE_AVAILABLE -> fired(state, occasions.onAvailable(), "image " + input.name(), input);
            case NAMED -> fired(state, occasions.firings().contains(input.name()), "firing " + input.name(), input);
        };
    }

    private static Step<ImageState> fired(ImageState state, boolean concerns, String cause, Fired input) {
        // What AWS has just told of may not be in its answers yet.
        var from = input.kind() == Firing.IMAGE_AVAILABLE ? input.at().plus(Seen.SETTLE) : input.at();
        return Step.silent(concerns ? Occasion.fired(state, "%s of %s".formatted(cause, input.at()), from) : state);
    }

    /** AWS was seen. An answer asked for before the last one is older news and is left out. */
    public Step<ImageState> observe(ImageState state, Observed input) {
        boolean isNews = state.seen() == null || input.at().isAfter(state.seen().at());
        return Step.silent(
                input.observation() instanceof Observation.Template(var template)
                                && template.template().equals(state.target())
                                && isNews
                        ? seen(state, new Seen<>(input.at(), template))
                        : state);
    }

    private static ImageState seen(ImageState state, Seen<ObservedTemplate> seen) {
        var next = state.seeing(seen);
        return state.course().run() == null ? next.dueAt(state.dueAt()) : next;
    }

    /** A command ended. */
    public Step<ImageState> settle(ImageState state, Settled input, @Nullable Instant now) {
        var ended = state.orders().all().stream()
                .filter(order -> state.commandId(order.sequence()).equals(input.commandId()))
                .findFirst();
        return Step.silent(ended.map(order -> settled(state, order, input, now)).orElse(state));
    }

    private static ImageState settled(ImageState state, Ordered ended, Settled input, @Nullable Instant now) {
        var next = state.with(state.orders().settled(state, input)).dueNow();
        var course = next.course();
        var run = course.run();
        if (run == null) {
            return next;
        }
        return switch (input.result()) {
            case APPLIED, THERE, SKIPPED -> next.with(course.running(advanced(run, ended.order(), input.result())));
            // A dry run tells the first step; the others would follow from it.
            case LEFT_OUT -> next.with(next.orders().without(ended)).with(over(course, now));
            case NOT_APPLIED -> next.with(undone(course, run, ended.order(), now));
        };
    }

    private static ImageState.Course undone(ImageState.Course course, Run run, Order order, @Nullable Instant now) {
        // What others pin a group to stays, and the image is ready.
        return order instanceof Order.DeleteVersions
                ? over(course, now)
                : course.running(run.failing()).retryAfter(now == null ? null : now.plus(Commanded.RETRY_DELAY));
    }

    private static Run advanced(Run run, Order order, Result result) {
        if (order instanceof Order.RefreshInstances refresh) {
            return run.refreshing(refresh.group());
        }
        return result == Result.APPLIED && !(order instanceof Order.DeleteVersions) ? run.changing() : run;
    }

    private static ImageState.Course over(ImageState.Course course, @Nullable Instant now) {
        var ended = course.running(null);
        return now == null ? ended : ended.opened(now);
    }

    /** The clock reached {@code now}, and the template is due. */
    public Step<ImageState> tick(ImageState before, Instant now) {
        var begun = before.with(before.ids().begun(now)).with(before.orders().at(now));
        var state = Occasion.reached(begun, now);
        return conclude(state, evaluate(state, now), now);
    }

    /**
     * What an evaluation came to.
     *
     * @param verdict null when there is nothing to say
     */
    private record Conclusion(ImageState state, @Nullable Verdict verdict, List<Planned> orders) {}

    private static Conclusion evaluate(ImageState state, Instant now) {
        var course = state.course();
        var run = course.run();
        if (run == null) {
            return new Conclusion(state, null, List.of());
        }
        if (!state.policy().enabled()) {
            return ended(state, Verdict.held("DISABLED", "the policy is disabled; " + run.cause()), now);
        }
        var retryAfter = course.retryAfter();
        boolean rests = retryAfter != null && retryAfter.isAfter(now);
        if (rests || !state.orders().isEmpty()) {
            return new Conclusion(state, null, List.of());
        }
        if (run.failures() >= Run.MOST_FAILURES) {
            return failed(state, "GIVEN_UP", "%d orders took no effect".formatted(run.failures()), now);
        }
        var seen = state.seen();
        return seen == null || seen.at().isBefore(run.firedAt())
                ? waiting(state, "NOT_SEEN", "its launch template has not been seen since")
                : rolled(state, run, new Rollout(state.policy(), run, seen.what()).next(), now);
    }

    private static Conclusion rolled(ImageState state, Run run, Rollout.Next next, Instant now) {
        return switch (next) {
            case Act act ->
                new Conclusion(
                        act.isReady() ? state.with(state.course().opened(now)) : state,
                        new Verdict(Outcome.ROLL_OUT, act.reason(), caused(run, act.explanation()), null),
                        List.of(new Planned(template(state), act.order(), 0, act.explanation())));
            case Wait wait -> waiting(state.with(state.course().opened(now)), wait.reason(), wait.explanation());
            case Done done -> {
                String reason = run.changed() ? "IMAGE_READY" : "IMAGE_STANDS";
                yield ended(state, new Verdict(Outcome.STEADY, reason, caused(run, done.explanation()), null), now);
            }
            // While something waits for it, what is missing may still come.
            case Failed failed
            when state.course().isAwaited(now) -> waiting(state, failed.reason(), failed.explanation());
            case Failed failed -> failed(state, failed.reason(), failed.explanation(), now);
        };
    }

    private static String caused(Run run, String explanation) {
        return "%s; %s".formatted(explanation, run.cause());
    }

    private static Conclusion waiting(ImageState state, String reason, String explanation) {
        var course = state.course();
        String cause = course.run() == null ? "" : course.run().cause();
        var gate = course.gate();
        var verdict = new Verdict(
                Outcome.HELD, reason, "%s; %s".formatted(explanation, cause), gate == null ? null : gate.until());
        return new Conclusion(state, verdict, List.of());
    }

    private static Conclusion failed(ImageState state, String reason, String explanation, Instant now) {
        var run = state.course().run();
        String cause = run == null ? "" : run.cause();
        var verdict = Verdict.held(reason, "%s; %s".formatted(explanation, cause));
        boolean holds = state.policy()
                .occasions()
                .before()
                .filter(ImagePolicy.Before::holds)
                .isPresent();
        var over = state.course().running(null);
        return new Conclusion(state.with(holds ? over : over.opened(now)), verdict, List.of());
    }

    private static Conclusion ended(ImageState state, Verdict verdict, Instant now) {
        return new Conclusion(state.with(over(state.course(), now)), verdict, List.of());
    }

    private static Target template(ImageState state) {
        return state.policy().template();
    }

    private static Step<ImageState> conclude(ImageState basis, Conclusion conclusion, Instant now) {
        var verdict = conclusion.verdict();
        var state = conclusion.state();
        var commands = Planned.commands(conclusion.orders(), state, now);
        var next = state.with(state.ids().commanded(commands.size()))
                .with(state.orders().plus(commands));
        var outputs = new ArrayList<Output>();
        if (verdict != null && !(commands.isEmpty() && verdict.told().equals(basis.lastVerdict()))) {
            next = next.with(next.ids().decided()).concluding(verdict.told());
            outputs.add(Decided.without(next, verdict, commands, now).basedOn(basis));
        }
        outputs.addAll(commands);
        return new Step<>(next.dueAt(dueAt(next, now)), outputs);
    }

    private static Instant dueAt(ImageState state, Instant now) {
        var gate = state.course().gate();
        var waits = Stream.of(
                Optional.ofNullable(state.course().retryAfter()),
                Optional.ofNullable(gate == null || state.course().run() == null ? null : gate.until()));
        return Stream.of(Occasion.next(state, now), state.orders().ends(), waits.flatMap(Optional::stream))
                .flatMap(times -> times)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(ImageState.NEVER);
    }

    /** Makes an evaluation again, from the state that its decision was based on. */
    public Decided again(ImageState basis, Instant now) {
        var conclusion = evaluate(basis, now);
        var verdict = conclusion.verdict();
        var state = conclusion.state();
        var commands = Planned.commands(conclusion.orders(), state, now);
        return Decided.without(
                        state.with(state.ids().decided()),
                        verdict == null ? Verdict.held("NOTHING", "nothing is said of it") : verdict,
                        commands,
                        now)
                .basedOn(basis);
    }
}
