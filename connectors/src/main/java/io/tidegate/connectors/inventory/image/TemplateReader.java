package io.tidegate.connectors.inventory.image;

import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.LaunchTemplateState;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** Reads the launch template of one policy after the other, each whole or not at all. Thread-safe. */
public final class TemplateReader {
    private final TemplateCalls calls;
    private final Clock clock;

    public TemplateReader(TemplateApi api, SourceCounters counters, Clock clock) {
        this.calls = new TemplateCalls(api, counters);
        this.clock = clock;
    }

    /**
     * Reads a template, its groups and the images that it may take. Versions and groups that AWS does not know are left out; of a
     * template that it does not know nothing more is told.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when a part could not be read: half of the images could lack the
     *     newest
     */
    public CapacityObservation read(WatchedTemplate watched) {
        // Before the first call: what happens during the round is not in all of its answers.
        var at = clock.instant();
        return CapacityObservation.newBuilder()
                .setTarget(watched.target().text())
                .setObservedAt(at)
                .setObserved(state(watched, at))
                .build();
    }

    private LaunchTemplateState state(WatchedTemplate watched, Instant at) {
        return calls.template(watched.template().id())
                .map(found -> TemplateMapper.state(watched, answers(watched, found, at), at))
                .orElseGet(() -> TemplateMapper.notFound(watched));
    }

    private TemplateAnswers answers(WatchedTemplate watched, LaunchTemplate template, Instant at) {
        var groups = calls.groups(watched.groups());
        var refreshes = new TreeMap<String, List<InstanceRefresh>>();
        groups.forEach(
                group -> refreshes.put(group.autoScalingGroupName(), calls.refreshes(group.autoScalingGroupName())));
        return new TemplateAnswers(
                template,
                versions(watched, template, groups),
                calls.images(watched.images(), image -> TemplateMapper.isWanted(image, watched.images(), at)),
                groups,
                refreshes);
    }

    private List<LaunchTemplateVersion> versions(
            WatchedTemplate watched, LaunchTemplate template, List<AutoScalingGroup> groups) {
        String id = watched.template().id();
        return watched.numbers()
                ? calls.versions(id)
                : calls.versions(id, TemplateMapper.numbers(watched, template, groups));
    }
}
