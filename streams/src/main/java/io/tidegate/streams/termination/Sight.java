package io.tidegate.streams.termination;

import io.tidegate.streams.journal.Input.Observation.Registration;
import io.tidegate.streams.termination.Facts.Registered;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What of an instance's facts says something about its notice: what was seen before it may have changed since. */
record Sight(Facts facts, Notice notice) {

    // One that its cluster knows no more is as good as drained.
    boolean isDraining() {
        return switch (container()) {
            case null -> false;
            case Facts.Absent _ -> true;
            case Registered registered -> registered.isDraining();
        };
    }

    boolean hasNoTasks() {
        return container() instanceof Registered registered ? registered.tasks() == 0 : true;
    }

    Facts.@Nullable Container container() {
        var seen = facts.container();
        return seen == null || seen.at().isBefore(notice.at()) ? null : seen.what();
    }

    boolean areSeen() {
        var seen = facts.registrations();
        return seen != null && !seen.at().isBefore(notice.at());
    }

    List<Registration> registrations() {
        var seen = facts.registrations();
        return seen == null ? List.of() : seen.what();
    }

    boolean isLeavingEverywhere() {
        return registrations().stream().allMatch(Registration::leaving);
    }

    /** What is still to go, for people. */
    String rest(Phase phase) {
        return switch (phase) {
            case RECEIVED, DRAINING ->
                container() instanceof Registered registered
                        ? "%d tasks on it%s"
                                .formatted(registered.tasks(), facts.managedDraining() ? ", and ECS drains it" : "")
                        : "its cluster has not been seen since its notice";
            case TASKS_GONE, DEREGISTERING ->
                areSeen()
                        ? registrations().stream()
                                .map(registration -> registration.balancer()
                                        + (registration.leaving() ? " lets requests end" : " sends it requests"))
                                .collect(Collectors.joining(", "))
                        : "its load balancers have not been seen";
            case OUT_OF_SERVICE, COMPLETED, ABANDONED, EXPIRED -> "nothing";
        };
    }
}
