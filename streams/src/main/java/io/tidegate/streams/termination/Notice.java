package io.tidegate.streams.termination;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.NoticeKind;
import io.tidegate.streams.journal.Input.Observation.Hook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That AWS holds an instance until somebody says what becomes of it, or is about to take it.
 *
 * @param instance EC2 id
 * @param holds the lifecycle hooks that hold it, each with its own action; none for a spot interruption
 * @param at when AWS said so first
 */
public record Notice(NoticeKind kind, Target.Group group, String instance, List<Hold> holds, Instant at) {
    public Notice {
        holds = List.copyOf(holds);
    }

    /**
     * A lifecycle hook's action.
     *
     * @param token of the action; empty where the instance was found waiting, and its id stands for it
     */
    public record Hold(String hook, Optional<String> token) {
        private boolean isSameAs(Hold other) {
            return hook.equals(other.hook) && (token.isEmpty() || other.token.isEmpty() || token.equals(other.token));
        }
    }

    static Notice of(Input.Noticed input) {
        if (!(Target.parse(input.group()) instanceof Target.Group group)) {
            throw new IllegalArgumentException("group must be an Auto Scaling group, was \"" + input.group() + "\"");
        }
        var holds =
                input.hook().map(hook -> new Hold(hook, input.token())).stream().toList();
        return new Notice(input.kind(), group, input.instance(), holds, input.at());
    }

    /** Whether a hook waits for an answer. */
    public boolean isHeld() {
        return !holds.isEmpty();
    }

    /** Whether it was found waiting, and no message has told since when. */
    boolean isFound() {
        return isHeld() && holds.stream().allMatch(hold -> hold.token().isEmpty());
    }

    /** The shortest of the times of the hooks that hold an instance; null while nobody has told. */
    Facts.@Nullable HookTimes times(List<Hook> hooks) {
        return hooks.stream()
                .filter(hook -> hook.group().equals(group.name()))
                .filter(hook -> holds.stream().anyMatch(hold -> hold.hook().equals(hook.name())))
                .map(hook -> new Facts.HookTimes(hook.heartbeat(), hook.global()))
                .min(Comparator.comparing(Facts.HookTimes::heartbeat).thenComparing(Facts.HookTimes::global))
                .orElse(null);
    }

    /** Whether {@code later} tells of nothing that this does not. */
    boolean covers(Notice later) {
        return later.kind == kind
                && later.holds.stream().allMatch(hold -> holds.stream().anyMatch(hold::isSameAs));
    }

    /**
     * With what a later one tells: more hooks, a token where there was none, that it began before it was found, and that AWS takes the
     * instance in any case.
     */
    Notice with(Notice later) {
        var all = new ArrayList<>(holds);
        for (var hold : later.holds) {
            var known = all.stream().filter(hold::isSameAs).findFirst();
            known.filter(found -> found.token().isEmpty()).ifPresent(found -> all.set(all.indexOf(found), hold));
            if (known.isEmpty()) {
                all.add(hold);
            }
        }
        boolean taken = later.kind == NoticeKind.SPOT && kind != NoticeKind.SPOT;
        return taken
                ? new Notice(NoticeKind.SPOT, group, instance, all, later.at)
                : new Notice(kind, group, instance, all, later.at.isBefore(at) ? later.at : at);
    }
}
