package io.tidegate.connectors.executor.plan;

import io.tidegate.connectors.executor.command.TemplateStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/** What AWS showed about a launch template, or about a group that launches from it. */
public sealed interface TemplateObserved extends Observed {

    /**
     * Two versions of a template, which may be one.
     *
     * @param source that a new one is like
     * @param kept what a new one has to say once more
     */
    record Versions(Version source, Version latest, TemplateStep.Kept kept) implements TemplateObserved {}

    /** A version of a template. */
    record Version(
            long number,
            Optional<String> image,
            Optional<String> keyName,
            Optional<String> instanceType,
            Set<String> securityGroupIds) {
        public Version {
            securityGroupIds = Set.copyOf(securityGroupIds);
        }

        private boolean isLike(TemplateStep.NewVersion wanted) {
            var overrides = wanted.overrides();
            var groups = Set.copyOf(overrides.securityGroupIds());
            return image.equals(Optional.of(wanted.image()))
                    && (overrides.keyName().isEmpty() || overrides.keyName().equals(keyName))
                    && (overrides.instanceType().isEmpty()
                            || overrides.instanceType().equals(instanceType))
                    && (groups.isEmpty() || groups.equals(securityGroupIds));
        }
    }

    /** The default version of a template. */
    record Default(long version) implements TemplateObserved {}

    /**
     * Those of the versions asked about that exist.
     *
     * @param unused that nothing launches from
     * @param used all others, with who launches from each
     */
    record Existing(List<Long> unused, Map<Long, String> used) implements TemplateObserved {
        public Existing {
            unused = unused.stream().sorted().toList();
            used = Map.copyOf(used);
        }

        /** One line for each version that is used, by rising number. */
        List<String> uses() {
            return used.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(each -> "version %d is %s".formatted(each.getKey(), each.getValue()))
                    .toList();
        }
    }

    /**
     * What a group launches from.
     *
     * @param version a number, {@code $Latest} or {@code $Default}
     * @param mixed what it says beside it of the instances that it mixes; empty for a group that mixes none
     */
    record Launch(String version, Optional<MixedInstancesPolicy> mixed) implements TemplateObserved {
        /** Whether it launches from a version that does not change by itself. */
        boolean isPinned() {
            return !version.startsWith("$");
        }
    }

    /** A group that has not been refreshed lately. */
    record NotRefreshed() implements TemplateObserved {}

    /**
     * The refresh of a group that is under way, else its latest.
     *
     * @param status in the words of EC2 Auto Scaling
     * @param startedAt empty for one that has replaced nothing yet
     */
    record Refresh(String status, boolean underWay, Optional<Instant> startedAt) implements TemplateObserved {
        private boolean isOf(TemplateStep.RefreshInstances wanted) {
            // One that is yet to begin replaces by what the group launches then.
            return startedAt.map(wanted::isBegunBy).orElse(underWay);
        }
    }

    /** Whether it is what {@code step} asks for. */
    default boolean showsStep(TemplateStep step) {
        return switch (step) {
            case TemplateStep.NewVersion wanted ->
                this instanceof Versions seen && seen.latest().isLike(wanted);
            case TemplateStep.SetDefault wanted -> equals(new Default(wanted.version()));
            case TemplateStep.DeleteVersions _ ->
                this instanceof Existing seen
                        && seen.unused().isEmpty()
                        && seen.used().isEmpty();
            case TemplateStep.PinGroup wanted ->
                this instanceof Launch seen && seen.version().equals(String.valueOf(wanted.version()));
            case TemplateStep.RefreshInstances wanted -> this instanceof Refresh seen && seen.isOf(wanted);
        };
    }

    /** For people, after "was". */
    default String words() {
        return switch (this) {
            case Versions seen ->
                "version %d with %s"
                        .formatted(seen.latest().number(), seen.latest().image().orElse("no image"));
            case Default seen -> "version " + seen.version();
            case Existing seen ->
                "%d of them there".formatted(seen.unused().size() + seen.used().size());
            case Launch seen -> "version " + seen.version();
            case NotRefreshed _ -> "never refreshed";
            case Refresh seen -> "refreshed, " + seen.status();
        };
    }
}
