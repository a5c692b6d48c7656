package io.tidegate.deploy.whatif;

import io.tidegate.deploy.view.Situation;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.TargetState;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stood between a target and an action at a time, by the state that its decider had then. */
public final class PastSituation {
    private final StateReplay replay;

    /** By the past that {@code replay} runs again. */
    public PastSituation(StateReplay replay) {
        this.replay = replay;
    }

    /**
     * As it was at {@code at}; without policies when none drove the target then.
     *
     * @param decision the one then in force
     * @throws IllegalArgumentException when the journal no longer reaches back to a state to start from
     */
    public Situation of(Target target, Instant at, Optional<Decision> decision) {
        var found = replay.of(target, Optional.of(at));
        if (found.isPresent() && found.get().state() instanceof TargetState state) {
            return new Situation(
                    List.of(state.getPolicy()),
                    observation(state),
                    Optional.of(found.get().clock()),
                    Optional.ofNullable(state.getOverride()),
                    decision,
                    at);
        }
        return new Situation(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), decision, at);
    }

    // Of a service AWS tells two things; the later one is no older than the decider takes it for.
    private static Optional<CapacityObservation> observation(TargetState state) {
        var service = state.getService();
        var group = state.getGroup();
        var bounds = state.getBounds();
        return Stream.of(
                        service == null ? none() : seen(state, service.getAt(), service.getState()),
                        group == null ? none() : seen(state, group.getAt(), group.getState()),
                        bounds == null ? none() : seen(state, bounds.getAt(), bounds.getState()))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(CapacityObservation::getObservedAt));
    }

    private static Optional<CapacityObservation> none() {
        return Optional.empty();
    }

    private static Optional<CapacityObservation> seen(TargetState state, Instant at, @Nullable Object what) {
        return Optional.of(CapacityObservation.newBuilder()
                .setTarget(state.getTarget())
                .setObservedAt(at)
                .setObserved(what)
                .build());
    }
}
