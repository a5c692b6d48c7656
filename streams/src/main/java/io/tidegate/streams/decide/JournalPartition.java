package io.tidegate.streams.decide;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decide.Deciders.Moved;
import io.tidegate.streams.decide.Held.Turn;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.DrainPolicy;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.Policy;
import io.tidegate.streams.termination.DrainState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the deciders over the entries of one journal partition, in order. Pure but for the states it is given: the same
 * entries give the same results, live, replayed, or continued from a snapshot.
 */
public final class JournalPartition {
    private final Deciders deciders = new Deciders();
    private final TargetStates states;
    private final Overrides overrides;
    private final ImageLinks links;
    private final SnapshotSchedule snapshots;
    private final Map<Turn, DueIndex> due = new EnumMap<>(Turn.class);

    /** What an entry led to. */
    public sealed interface Result {
        /** A decision or a command. */
        record Emitted(Output output) implements Result {}

        /** The states of these targets are to be recorded; with the whole domain its overrides as well. */
        record SnapshotDue(String domain, boolean wholeDomain, List<String> targets) implements Result {}
    }

    /** Continues from {@code states}; asks for a snapshot of every domain once an interval. */
    public JournalPartition(TargetStates states, Duration snapshotInterval) {
        this.states = states;
        this.overrides = new Overrides(states);
        this.links = new ImageLinks(states, deciders);
        this.snapshots = new SnapshotSchedule(snapshotInterval, overrides::domains);
        Stream.of(Turn.values()).forEach(turn -> due.put(turn, new DueIndex()));
        states.all().values().forEach(state -> index(null, state));
    }

    /** Takes in one entry of {@code domain}; the results are in the order in which they came about. */
    public List<Result> apply(String domain, Input input) {
        return switch (input) {
            case Input.Ticked tick -> tick(tick.at());
            case Input.Measured measured -> each(measured.targets(), held -> deciders.measure(held, measured, now()));
            case Input.Observed observed -> each(observers(domain, observed), held -> deciders.observe(held, observed));
            case Input.Settled settled -> each(issuers(domain, settled), held -> deciders.settle(held, settled, now()));
            case Input.PolicyChanged changed -> changePolicy(domain, changed);
            case Input.Noticed noticed -> notice(domain, noticed);
            case Input.Fired fired -> each(images(domain), held -> deciders.fire(held, fired));
            case Input.Overridden changed -> {
                overrides.change(changed, now());
                yield each(snapshots.targets(domain), held -> deciders.override(held, changed, now()));
            }
            case Input.Other _ -> List.of();
        };
    }

    // How many instances a cluster has concerns its services as well.
    private List<String> observers(String domain, Input.Observed observed) {
        return switch (observed.observation()) {
            case Input.Observation.Cluster _, Input.Observation.HookedGroups _ -> snapshots.targets(domain);
            // Of the policy's own domain: of two that raced for a template one holds it.
            case Input.Observation.Template(var template) ->
                images(domain).stream().filter(template.template()::equals).toList();
            default -> List.of(observed.target());
        };
    }

    private List<Result> notice(String domain, Input.Noticed noticed) {
        var target = new Target.Instance(Target.parse(noticed.group()).place(), noticed.instance()).text();
        return states.get(DrainState.key(domain)) instanceof Held.Drain(var drain)
                        && drain.answers(noticed.group(), noticed.hook())
                ? accept(states.get(target), deciders.notice(states.get(target), drain, target, noticed))
                : List.of();
    }

    // A cluster commands groups and instances, and wants to know what becomes of its services' commands.
    private static List<String> issuers(String domain, Input.Settled settled) {
        return domain.equals(settled.target()) ? List.of(domain) : List.of(settled.target(), domain);
    }

    /** The next moment at which a tick changes anything, if nothing else comes before it; empty when there is none. */
    public Optional<Instant> nextDue() {
        Instant next = null;
        for (var turn : due.values()) {
            var first = turn.first();
            next = next == null || (first != null && first.isBefore(next)) ? first : next;
        }
        return Optional.ofNullable(next);
    }

    private List<Result> tick(Instant at) {
        var before = states.clock();
        var clock = before.tick(at);
        if (clock.equals(before)) {
            return List.of();
        }
        states.clock(clock);
        var now = clock.now();
        if (now == null || now.equals(before.now())) {
            return List.of(); // A leap that waits for agreement.
        }
        overrides.expire(now);
        var results = new ArrayList<Result>();
        // What the targets of one turn are ordered to have may make those of the next due.
        due.values()
                .forEach(turn -> turn.upTo(now)
                        .forEach(target -> results.addAll(step(target, held -> deciders.tick(held, now)))));
        if (before.now() != null) {
            results.addAll(snapshots.between(before.now(), now));
        }
        return results;
    }

    private List<Result> changePolicy(String domain, Input.PolicyChanged changed) {
        var results = new ArrayList<>(each(changed.released(), held -> deciders.release(held, changed.name(), now())));
        if (!changed.released().isEmpty()) {
            results.addAll(each(exits(domain), held -> deciders.release(held, changed.name(), now())));
        }
        changed.policy().ifPresent(policy -> {
            var targets = under(domain, policy, changed);
            results.addAll(each(left(domain, policy, targets), held -> deciders.release(held, changed.name(), now())));
            targets.forEach(target -> results.addAll(take(domain, target, policy)));
            results.add(new Result.SnapshotDue(domain, false, targets));
        });
        links.linked(held(domain).toList(), now()).forEach(this::accept);
        return results;
    }

    // Policies of instances and images are kept beside what drives their target, with the instances that they let out
    // and in.
    private List<String> exits(String domain) {
        return held(domain)
                .filter(held -> held.turn() == Turn.INSTANCES || held.turn() == Turn.IMAGES)
                .map(Held::target)
                .toList();
    }

    private List<String> images(String domain) {
        return held(domain)
                .filter(held -> held.turn() == Turn.IMAGES)
                .map(Held::target)
                .toList();
    }

    private List<String> under(String domain, Policy policy, Input.PolicyChanged changed) {
        return switch (policy) {
            case DrainPolicy drain -> under(domain, drain);
            case ImagePolicy image -> List.of(image.template().text());
            case CapacityPolicy _, ClusterPolicy _, EcsAutoscalePolicy _ -> changed.targets();
        };
    }

    // The policy's target is what it was, and its template another one.
    private List<String> left(String domain, Policy policy, List<String> taken) {
        return images(domain).stream()
                .filter(image -> policy instanceof ImagePolicy && !taken.contains(image))
                .toList();
    }

    private List<String> under(String domain, DrainPolicy policy) {
        return Stream.concat(
                        Stream.of(DrainState.key(domain)),
                        held(domain)
                                .filter(held -> held instanceof Held.Instance
                                        && held.state().policy().name().equals(policy.name()))
                                .map(Held::target))
                .toList();
    }

    private List<Result> take(String domain, String target, Policy policy) {
        var holder = Claims.holder(target, policy, held(domain));
        if (holder.isPresent()) {
            return accept(holder.get(), deciders.refuse(holder.get(), policy, now()));
        }
        var before = states.get(target);
        var results = new ArrayList<>(accept(before, deciders.take(before, domain, target, policy, now())));
        var taken = states.get(target);
        if (taken != null && (before == null || taken.state().ids().epoch() == null)) {
            results.addAll(begin(taken));
        }
        return results;
    }

    // What was before a target was taken up and still holds.
    private List<Result> begin(Held taken) {
        var results = new ArrayList<Result>();
        var overridden = overrides.of(taken.domain());
        if (overridden != null) {
            results.addAll(step(taken.target(), held -> deciders.override(held, overridden, now())));
        }
        if (taken.turn() == Turn.CLUSTERS) {
            held(taken.domain()).toList().forEach(this::tellCluster);
        }
        return results;
    }

    private Stream<Held> held(String domain) {
        return snapshots.targets(domain).stream().map(states::get).filter(Objects::nonNull);
    }

    private List<Result> each(List<String> targets, Function<Held, Moved> decide) {
        if (targets.size() == 1) {
            return step(targets.getFirst(), decide);
        }
        var results = new ArrayList<Result>();
        targets.forEach(target -> results.addAll(step(target, decide)));
        return results;
    }

    private List<Result> step(String target, Function<Held, Moved> decide) {
        var state = states.get(target);
        return state == null ? List.of() : accept(state, decide.apply(state));
    }

    private void accept(ImageLinks.Told told) {
        accept(told.held(), told.moved());
    }

    private List<Result> accept(@Nullable Held before, Moved moved) {
        var next = moved.next();
        if (!isSame(before, next)) {
            index(before, next);
            if (next != null) {
                states.put(next);
            } else if (before != null) {
                states.remove(before);
            }
        }
        if (next instanceof Held.Image(var image)) {
            links.gate(image).ifPresent(this::accept);
        }
        if (moved.outputs().isEmpty()) {
            return List.of();
        }
        var results = new ArrayList<Result>(moved.outputs().size());
        boolean commands = false;
        for (var output : moved.outputs()) {
            commands |= output instanceof Commanded;
            results.add(new Result.Emitted(output));
        }
        if (next != null && commands) {
            tellCluster(next);
        }
        return results;
    }

    // Another object is nearly always another state: comparing two of them whole costs more than storing the rest.
    private static boolean isSame(@Nullable Held before, @Nullable Held next) {
        if (before == null || next == null) {
            return before == next;
        }
        return before.state() == next.state();
    }

    // What a service is ordered to have, the instances of its cluster must have room for.
    private void tellCluster(Held ordered) {
        var cluster = ordered.target().equals(ordered.domain()) ? null : states.get(ordered.domain());
        if (cluster != null) {
            accept(cluster, deciders.want(cluster, ordered));
        }
    }

    private @Nullable Instant now() {
        return states.clock().now();
    }

    private void index(@Nullable Held before, @Nullable Held next) {
        if (before != null
                && next != null
                && due(before) == due(next)
                && before.dueAt().equals(next.dueAt())) {
            return;
        }
        if (before != null) {
            due(before).remove(before.target(), before.dueAt());
        }
        if (next != null) {
            due(next).add(next.target(), next.dueAt());
        }
        if (before == null && next != null) {
            snapshots.add(next.domain(), next.target());
        } else if (before != null && next == null) {
            snapshots.remove(before.domain(), before.target());
        }
    }

    private DueIndex due(Held held) {
        return Objects.requireNonNull(due.get(held.turn()));
    }
}
