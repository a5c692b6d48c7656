package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.template.TemplateReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;

/**
 * An instance refresh, that on record as much as that under way.
 *
 * <pre>
 * Pending -> InProgress -> Successful | Failed
 *    |           |
 *    '-----------'-> Cancelling -> Cancelled
 * </pre>
 */
final class Refresh {
    /** What becomes of instances that are protected from scale-in. */
    enum Protection {
        REFRESH,
        IGNORE,
        WAIT
    }

    /**
     * What is wanted of it.
     *
     * @param minHealthyPercentage of the desired capacity, 0 to 100
     * @param warmup from in service to healthy
     * @param skipMatching whether instances stay that are of the wanted version already
     * @param template that the group is to launch from, or null for the one that it has
     */
    record Plan(
            int minHealthyPercentage,
            Duration warmup,
            boolean skipMatching,
            Protection protection,
            @Nullable TemplateReference template) {}

    private final String id;
    private final long number;
    private final Plan plan;
    private final Instant startedAt;
    private InstanceRefreshStatus status = InstanceRefreshStatus.PENDING;
    private List<Instance> victims = List.of();
    private int replaced;
    private @Nullable String reason;
    private @Nullable Instant endedAt;

    /** @param number that grows with each refresh of a group */
    Refresh(String id, long number, Plan plan, Instant startedAt) {
        this.id = id;
        this.number = number;
        this.plan = plan;
        this.startedAt = startedAt;
    }

    String id() {
        return id;
    }

    long number() {
        return number;
    }

    Plan plan() {
        return plan;
    }

    Instant startedAt() {
        return startedAt;
    }

    InstanceRefreshStatus status() {
        return status;
    }

    @Nullable
    String reason() {
        return reason;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    boolean isOver() {
        return endedAt != null;
    }

    /** Those that it is to replace, or has replaced. */
    List<Instance> victims() {
        return victims;
    }

    int toUpdate() {
        return victims.size() - replaced;
    }

    /** 0 to 100, rounded down. */
    int percentageComplete() {
        return victims.isEmpty() ? (isOver() ? 100 : 0) : replaced * 100 / victims.size();
    }

    void begin(List<Instance> toReplace) {
        status = InstanceRefreshStatus.IN_PROGRESS;
        victims = List.copyOf(toReplace);
    }

    /** It goes on; never with fewer replaced than before. */
    void progress(int nowReplaced, @Nullable String why) {
        replaced = Math.max(replaced, nowReplaced);
        reason = why;
    }

    void cancel() {
        status = InstanceRefreshStatus.CANCELLING;
        reason = "Cancelled due to user request.";
    }

    void end(InstanceRefreshStatus last, Instant now, @Nullable String why) {
        status = last;
        endedAt = now;
        reason = why == null ? reason : why;
    }
}
