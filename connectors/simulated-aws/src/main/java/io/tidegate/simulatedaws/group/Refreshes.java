package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.group.Refresh.Protection;
import io.tidegate.simulatedaws.template.Blueprint;
import io.tidegate.simulatedaws.template.Launch;
import io.tidegate.simulatedaws.template.TemplateReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;

/**
 * The instance refreshes of one group, one at a time. One looks at its group again and again, and tells as many instances to go as
 * leave enough that are healthy; the group itself launches others in their place. It is over when the last has been replaced, the
 * replacements are warm and the replaced gone; and fails after an hour in which nothing moved.
 */
final class Refreshes {
    private static final int KEPT = 50; // AWS keeps them for six weeks.

    /** Of protected instances: "waits one hour for you to remove scale-in protection" (RefreshPreferences); of others AWS does not say. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Group group;
    private final Surroundings surroundings;
    private final List<Refresh> refreshes = new ArrayList<>();
    private long numbers;
    private String seen = "";
    private Instant movedAt = Instant.EPOCH;

    Refreshes(Group group, Surroundings surroundings) {
        this.group = group;
        this.surroundings = surroundings;
    }

    /** The latest first. */
    List<Refresh> all() {
        return List.copyOf(refreshes);
    }

    Optional<Refresh> active() {
        return refreshes.stream().filter(refresh -> !refresh.isOver()).findFirst();
    }

    /** Begins one; none may be active. */
    Refresh start(String id, Refresh.Plan plan) {
        var refresh = new Refresh(id, ++numbers, plan, now());
        refreshes.addFirst(refresh);
        if (refreshes.size() > KEPT) {
            refreshes.removeLast();
        }
        lookLater(refresh);
        return refresh;
    }

    /** The group is no more. */
    void forget() {
        active().ifPresent(refresh -> refresh.end(InstanceRefreshStatus.CANCELLED, now(), "The group was deleted."));
    }

    private void lookLater(Refresh refresh) {
        surroundings.after(surroundings.latencies().refresh().draw(surroundings.random()), () -> {
            look(refresh);
            if (!refresh.isOver()) {
                lookLater(refresh);
            }
        });
    }

    private void look(Refresh refresh) {
        if (refresh.isOver() || !group.isAllowed(ScalingProcess.INSTANCE_REFRESH)) {
            return;
        }
        switch (refresh.status()) {
            case PENDING -> {
                refresh.begin(victims(refresh));
                movedAt = now();
                goOn(refresh);
            }
            case CANCELLING -> {
                if (isSettled(refresh) || refresh.victims().isEmpty()) {
                    refresh.end(InstanceRefreshStatus.CANCELLED, now(), null);
                }
            }
            default -> goOn(refresh);
        }
    }

    private List<Instance> victims(Refresh refresh) {
        var wanted = refresh.plan().skipMatching() ? target(refresh) : null;
        return group.wanted().stream()
                .filter(instance -> !refresh.plan().skipMatching() || !isLike(instance.blueprint(), wanted))
                .toList();
    }

    /** What instances are to be of; null where the group has no template, or cannot launch from it. */
    private @Nullable Blueprint target(Refresh refresh) {
        var template = template(refresh);
        return template != null && surroundings.launcher().launch(template) instanceof Launch.Ready ready
                ? ready.blueprint()
                : null;
    }

    private @Nullable TemplateReference template(Refresh refresh) {
        return refresh.plan().template() == null
                ? group.template()
                : refresh.plan().template();
    }

    private static boolean isLike(@Nullable Blueprint one, @Nullable Blueprint wanted) {
        if (one == null || wanted == null) {
            return one == null && wanted == null; // Without templates there is nothing that could differ.
        }
        return one.templateId().equals(wanted.templateId()) && one.version() == wanted.version();
    }

    private void goOn(Refresh refresh) {
        var left = refresh.victims().stream().filter(this::isWanted).toList();
        var free = left.stream()
                .filter(victim -> refresh.plan().protection() == Protection.REFRESH || !victim.isProtected())
                .toList();
        note(refresh, left.size());
        if (!free.isEmpty()) {
            free.stream().limit(allowed(refresh)).forEach(group::replace);
        } else if (isSettled(refresh) && isEnough(refresh, left)) {
            succeed(refresh);
            return;
        }
        if (Duration.between(movedAt, now()).compareTo(PATIENCE) >= 0) {
            refresh.end(
                    InstanceRefreshStatus.FAILED,
                    now(),
                    "Nothing moved for " + PATIENCE.toMinutes() + " minutes. " + refresh.reason());
        }
    }

    private static boolean isEnough(Refresh refresh, List<Instance> left) {
        return left.isEmpty() || refresh.plan().protection() == Protection.IGNORE;
    }

    private void succeed(Refresh refresh) {
        if (refresh.plan().template() != null) {
            group.setTemplate(refresh.plan().template());
        }
        refresh.progress(refresh.victims().size(), null);
        refresh.end(InstanceRefreshStatus.SUCCESSFUL, now(), null);
    }

    /** How many may go now: what is healthy beyond the minimum; one at least, when nothing else is under way. */
    private long allowed(Refresh refresh) {
        // Rounded up, so that never fewer stay than the percentage says.
        long least = Math.ceilDiv((long) group.desired() * refresh.plan().minHealthyPercentage(), 100);
        return Math.max(healthy(refresh) - least, isSettled(refresh) ? 1 : 0);
    }

    private boolean isSettled(Refresh refresh) {
        return healthy(refresh) >= group.desired()
                && refresh.victims().stream().allMatch(victim -> isWanted(victim) || !isHere(victim));
    }

    private long healthy(Refresh refresh) {
        return group.instances().stream()
                .filter(instance -> instance.state() == Instance.State.IN_SERVICE && isWarm(refresh, instance))
                .count();
    }

    // Only what the refresh brought has to warm up.
    private boolean isWarm(Refresh refresh, Instance instance) {
        var servesSince = instance.servesSince();
        return servesSince == null
                || servesSince.isBefore(refresh.startedAt())
                || !servesSince.plus(refresh.plan().warmup()).isAfter(now());
    }

    private void note(Refresh refresh, int left) {
        var under = (int) Math.max(0, group.desired() - healthy(refresh));
        refresh.progress(
                refresh.victims().size() - left - under,
                left + under == 0
                        ? null
                        : "Waiting for %d instances to be replaced, of which %d are under way."
                                .formatted(left + under, under));
        var state = left + " " + under;
        if (!state.equals(seen)) {
            seen = state;
            movedAt = now();
        }
    }

    private boolean isWanted(Instance instance) {
        return isHere(instance) && instance.isWanted();
    }

    private boolean isHere(Instance instance) {
        return group.instances().contains(instance);
    }

    private Instant now() {
        return surroundings.timeline().now();
    }
}
