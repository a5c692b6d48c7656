package io.tidegate.deploy.simulation;

import io.tidegate.connectors.executor.command.Position;
import io.tidegate.connectors.executor.queue.Rate;
import io.tidegate.deploy.simulation.Network.Sent;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.Step;
import io.tidegate.simulatedaws.observation.Mutation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Holds every call to AWS, and what it changes, against the invariants. */
final class CallRules implements Network.Watcher {
    /** Shorter than this a process was not stopped: so much may lie between two of its steps. */
    private static final Duration BLINK = Duration.ofMillis(500);

    private final Scheduler scheduler;
    private final SimulatedGroup group;
    private final Verdict verdict;
    private final Trace trace;
    private final Limits limits;
    private final Predicate<String> isDrained;
    private final Map<String, Map<String, ScaleCommand>> intents = new HashMap<>();
    private final Map<String, Token> looks = new HashMap<>();
    private final Set<String> lookedAt = new HashSet<>();
    private final Map<String, List<Token>> tokens = new HashMap<>();
    private final List<Sent> underWay = new ArrayList<>();
    private final Map<String, Position> newest = new HashMap<>();
    private final Set<String> excused = new HashSet<>();
    private final Set<String> performed = new HashSet<>();
    private final Set<String> effective = new HashSet<>();
    private final Set<String> ours = new HashSet<>();
    private long calls;

    /**
     * What calls are held to.
     *
     * @param intentLifetime how long after the commit of its intent, which takes the owner, a call may start
     * @param rate of UpdateService
     */
    record Limits(Duration callTimeout, Duration intentLifetime, Rate rate) {}

    CallRules(
            Scheduler scheduler,
            SimulatedGroup group,
            Verdict verdict,
            Trace trace,
            Limits limits,
            Predicate<String> isDrained) {
        this.scheduler = scheduler;
        this.group = group;
        this.verdict = verdict;
        this.trace = trace;
        this.limits = limits;
        this.isDrained = isDrained;
    }

    long calls() {
        return calls;
    }

    /** Whether AWS has carried out a call for the command. */
    boolean wasPerformed(String commandId) {
        return performed.contains(commandId);
    }

    /** Whether a call for the command has changed something. */
    boolean hadEffect(String commandId) {
        return effective.contains(commandId);
    }

    /** Whether the last change of the target's value was made by a call of ours, in time. */
    boolean isOurs(String target) {
        return ours.contains(target);
    }

    /** A process has committed its intent. */
    void intended(SimulatedProcess process, ScaleCommand command) {
        intents.computeIfAbsent(process.toString(), _ -> new HashMap<>()).put(command.getTarget(), command);
    }

    @Override
    public Sent sent(SimulatedProcess process, Call call, boolean late, Duration stood) {
        boolean executor = process.toString().startsWith("executor");
        if (!call.changes()) {
            if (executor) {
                looked(process, call);
            }
            return new Sent(process, call, Optional.empty(), scheduler.now(), late, stood);
        }
        var command = intent(process, call);
        var sent = new Sent(process, call, command, scheduler.now(), late, stood);
        trace.add(process.toString(), "calls %s %s".formatted(call.operation(), subject(call)));
        if (executor) {
            calls++;
            check(sent);
        }
        return sent;
    }

    @Override
    public void ended(Sent sent) {
        underWay.remove(sent);
    }

    private void looked(SimulatedProcess process, Call call) {
        looks.put(process + " " + subject(call), token(process));
        call.subject().ifPresent(lookedAt::add);
    }

    private static String subject(Call call) {
        return call.subject().or(call::target).orElse("?")
                + call.value().map(value -> " = " + value).orElse("");
    }

    private Optional<ScaleCommand> intent(SimulatedProcess process, Call call) {
        return intents.getOrDefault(process.toString(), Map.of()).values().stream()
                .filter(command -> isFor(command, call))
                .findFirst();
    }

    private static boolean isFor(ScaleCommand command, Call call) {
        return command.getAction() instanceof Step step
                ? call.subject().filter(step.getSubject()::equals).isPresent()
                : call.target().filter(command.getTarget()::equals).isPresent()
                        && call.value().equals(Values.of(command));
    }

    private void check(Sent sent) {
        var call = sent.call();
        boolean stood = sent.stoodFor().compareTo(BLINK) > 0;
        verdict.check(
                sent.command().isPresent(),
                Invariant.INTENT_BEFORE_CALL,
                "%s calls %s %s without an intent",
                sent.process(),
                call.operation(),
                subject(call));
        verdict.check(
                stood || hasJustOwned(sent.process()),
                Invariant.OWNER_CALLS,
                "%s calls %s %s while the owner is %s",
                sent.process(),
                call.operation(),
                subject(call),
                group.owner());
        if (!stood) {
            checkAlone(sent);
            if (call.isTermination()) {
                checkStep(call.subject().orElseThrow());
            }
        }
        if (call.operation().equals("ecs.UpdateService")) {
            checkBudget(sent.process(), call);
        }
        underWay.add(sent);
    }

    // The partition may change hands between an intent and its call: that is what a new owner waits for.
    private boolean hasJustOwned(SimulatedProcess process) {
        var since = scheduler.now().minus(limits.intentLifetime()).minus(BLINK);
        return group.hasOwnedSince(process, since);
    }

    private void checkAlone(Sent sent) {
        var after = scheduler.now().minus(limits.callTimeout());
        underWay.removeIf(other -> !other.at().isAfter(after));
        verdict.check(
                underWay.stream().allMatch(other -> other.process() == sent.process() || wasStopped(other)),
                Invariant.ONE_CALLER,
                "%s calls while %s may be under way",
                sent.process(),
                underWay);
    }

    private static boolean wasStopped(Sent sent) {
        return sent.process().isStopped() || sent.stoodFor().compareTo(BLINK) > 0;
    }

    private void checkStep(String instance) {
        verdict.check(
                lookedAt.remove(instance),
                Invariant.LOOK_BEFORE_STEP,
                "instance %s is told to end again without a look",
                instance);
        verdict.check(
                isDrained.test(instance),
                Invariant.TERMINATES_DRAINED,
                "instance %s is told to end and has not drained",
                instance);
    }

    /** A token, as it was taken: buckets fill by the clock of the machine, which may leap. */
    private record Token(Instant at, Duration leapt) {}

    private Token token(SimulatedProcess process) {
        return new Token(scheduler.now(), process.machine().leapt());
    }

    // It is taken before the look.
    private void checkBudget(SimulatedProcess process, Call call) {
        var taken = looks.getOrDefault(process + " " + call.target().orElse("?"), token(process));
        var earlier = tokens.computeIfAbsent(process.toString(), _ -> new ArrayList<>());
        earlier.add(taken);
        for (var since : earlier) {
            long count = earlier.stream()
                    .filter(token ->
                            !token.at().isBefore(since.at()) && !token.at().isAfter(taken.at()))
                    .count();
            var time =
                    Duration.between(since.at(), taken.at()).plus(taken.leapt()).minus(since.leapt());
            double allowed = limits.rate().burst()
                    + limits.rate().perSecond() * time.toMillis() / 1e3
                    + Simulation.TOKENS_IN_DOUBT;
            verdict.check(
                    count <= allowed,
                    Invariant.WITHIN_BUDGET,
                    "%s makes %d calls within %s, %.1f are allowed",
                    process,
                    count,
                    time,
                    allowed);
        }
    }

    @Override
    public void changed(Sent sent, List<Mutation> mutations) {
        sent.command().ifPresent(command -> performed.add(command.getId()));
        if (mutations.isEmpty()) {
            return;
        }
        trace.add("aws", "%s of %s changes %s".formatted(sent.call().operation(), sent.process(), texts(mutations)));
        sent.command().ifPresent(command -> effective.add(command.getId()));
        boolean executor = sent.process().toString().startsWith("executor");
        mutations.forEach(mutation -> ours.remove(mutation.target()));
        if (executor && !sent.late() && !wasStopped(sent)) {
            mutations.forEach(mutation -> ours.add(mutation.target()));
        }
        if (executor) {
            mutations.forEach(this::checkBounds);
            sent.command().ifPresent(command -> checkOrder(sent, command));
        }
    }

    private static List<String> texts(List<Mutation> mutations) {
        return mutations.stream()
                .map(mutation -> switch (mutation) {
                    case Mutation.DesiredChanged change ->
                        "%s %d to %d".formatted(change.target(), change.from(), change.to());
                    case Mutation.BoundsChanged change -> change.target() + " bounds to " + change.to();
                    case Mutation.InstanceTerminated change -> change.instanceId() + " terminated";
                    case Mutation.InstanceStatusChanged change -> change.instanceId() + " to " + change.to();
                })
                .toList();
    }

    private void checkBounds(Mutation mutation) {
        var driven = Targets.find(mutation.target());
        if (driven.isPresent() && mutation instanceof Mutation.DesiredChanged change) {
            verdict.check(
                    driven.get().min() <= change.to()
                            && change.to() <= driven.get().max(),
                    Invariant.WITHIN_BOUNDS,
                    "%s is set to %d",
                    change.target(),
                    change.to());
        }
    }

    private void checkOrder(Sent sent, ScaleCommand command) {
        if (command.getAction() instanceof Step) {
            return;
        }
        var position = new Position(command.getEpoch(), command.getSequence());
        var before = newest.get(command.getTarget());
        if (before == null || !before.isAfter(position)) {
            newest.put(command.getTarget(), position);
            return;
        }
        boolean late = sent.late() || wasStopped(sent);
        verdict.check(
                late && excused.add(sent.process() + " " + sent.at() + " " + command.getTarget()),
                Invariant.NOTHING_STALE,
                "%s sets %s of an earlier command, %s was set already",
                sent.process(),
                command.getId(),
                before);
    }
}
