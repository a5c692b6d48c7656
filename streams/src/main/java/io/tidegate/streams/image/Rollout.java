package io.tidegate.streams.image;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.journal.ObservedTemplate;
import io.tidegate.streams.journal.ObservedTemplate.Group;
import io.tidegate.streams.journal.ObservedTemplate.Image;
import io.tidegate.streams.journal.ObservedTemplate.Version;
import io.tidegate.streams.policy.ImagePolicy;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What is to be done next so that new instances come up with the newest image, by what was seen: a version with it, that version
 * the default, groups that are pinned to another one; then, for those that want it, running instances and old versions.
 */
record Rollout(ImagePolicy policy, Run run, ObservedTemplate seen) {
    // DeleteLaunchTemplateVersions: at most 200 a call (EC2 API reference).
    private static final int MOST_DELETED = 200;

    /** What is to be done next. */
    sealed interface Next {}

    /** An order; new instances have the image already where it {@code isReady}. */
    record Act(Order.OfTemplate order, String reason, String explanation, boolean isReady) implements Next {}

    /** Nothing before something else has ended; new instances have the image already. */
    record Wait(String reason, String explanation) implements Next {}

    /** Everything is as it should be. */
    record Done(String explanation) implements Next {}

    /** It cannot be done. */
    record Failed(String reason, String explanation) implements Next {}

    Next next() {
        if (!seen.found()) {
            return new Failed("TEMPLATE_NOT_FOUND", "AWS knows no " + seen.template());
        }
        if (seen.images().isEmpty()) {
            return new Failed("NO_IMAGE", "no available image is one that the policy selects");
        }
        var image = seen.images().getFirst();
        if (!stands(image)) {
            return version(image);
        }
        var pinned = seen.groups().stream()
                .filter(group -> group.isPinned() && !isPinnedTo(group, seen.defaultVersion()))
                .findFirst();
        if (pinned.isPresent()) {
            String name = pinned.get().name();
            return new Act(
                    new Order.PinGroup(name, seen.defaultVersion()),
                    "GROUP_PINNED",
                    "%s launches from version %s, and %s is version %d"
                            .formatted(name, pinned.get().version().orElseThrow(), image, seen.defaultVersion()),
                    false);
        }
        return replacement()
                .or(this::pruning)
                .orElseGet(() -> new Done(
                        "%s is version %d, the default%s".formatted(image, seen.defaultVersion(), strangers())));
    }

    // Of a group that takes the latest version, that one counts as well.
    private boolean stands(Image image) {
        boolean takesLatest = seen.groups().stream()
                .anyMatch(group -> group.version().filter("$Latest"::equals).isPresent());
        return has(seen.defaultVersion(), image) && (!takesLatest || has(seen.latestVersion(), image));
    }

    private Next version(Image image) {
        if (has(seen.latestVersion(), image)) {
            return new Act(
                    new Order.DefaultVersion(seen.latestVersion()),
                    "DEFAULT_VERSION",
                    "version %d has %s".formatted(seen.latestVersion(), image),
                    false);
        }
        return new Act(
                new Order.NewVersion(image.id(), policy.version(), token(image)),
                "NEW_VERSION",
                "%s is the newest image, of %s".formatted(image, image.createdAt()),
                false);
    }

    private boolean has(long number, Image image) {
        return seen.version(number)
                .filter(version -> version.image().filter(image.id()::equals).isPresent() && isAsWanted(version))
                .isPresent();
    }

    private boolean isAsWanted(Version version) {
        var wanted = policy.version();
        return (wanted.keyName().isEmpty() || wanted.keyName().equals(version.keyName()))
                && (wanted.instanceType().isEmpty() || wanted.instanceType().equals(version.instanceType()))
                && (wanted.securityGroupIds().isEmpty()
                        || wanted.securityGroupIds().equals(version.securityGroupIds()));
    }

    // EC2: at most 128 characters. After another version has come, the same image makes one more.
    private String token(Image image) {
        return "%s/%d/%s/%d".formatted(policy.template().id(), seen.latestVersion(), image.id(), policy.revision());
    }

    private static boolean isPinnedTo(Group group, long number) {
        return group.version().filter(Long.toString(number)::equals).isPresent();
    }

    private Optional<Next> replacement() {
        if (!run.changed() || policy.refresh().isEmpty()) {
            return Optional.empty();
        }
        return seen.groups().stream()
                .filter(group -> group.version().isPresent() && !run.refreshed().contains(group.name()))
                .findFirst()
                .map(this::replacement);
    }

    private Next replacement(Group group) {
        return group.refresh()
                .<Next>map(status ->
                        new Wait("REFRESH_UNDER_WAY", "a refresh of %s is %s already".formatted(group.name(), status)))
                .orElseGet(() -> new Act(
                        new Order.RefreshInstances(
                                group.name(), policy.refresh().orElseThrow()),
                        "INSTANCES_REFRESHED",
                        "running instances of %s have an older image".formatted(group.name()),
                        true));
    }

    private Optional<Next> pruning() {
        int excess = seen.numbers().size() - policy.keepVersions().orElse(Integer.MAX_VALUE);
        var old = seen.numbers().stream()
                .filter(number ->
                        LongStream.concat(used(), LongStream.of(source())).noneMatch(kept -> kept == number))
                .limit(Math.clamp(excess, 0, MOST_DELETED))
                .toList();
        return old.isEmpty()
                ? Optional.empty()
                : Optional.of(new Act(
                        new Order.DeleteVersions(old),
                        "VERSIONS_DELETED",
                        "%d versions are kept, and there are %d"
                                .formatted(
                                        policy.keepVersions().orElseThrow(),
                                        seen.numbers().size()),
                        true));
    }

    private LongStream used() {
        return LongStream.concat(
                LongStream.of(seen.defaultVersion(), seen.latestVersion()),
                seen.groups().stream()
                        .filter(Group::isPinned)
                        .mapToLong(group -> Long.parseLong(group.version().orElseThrow())));
    }

    private long source() {
        String source = policy.version().source();
        return source.startsWith("$") ? seen.latestVersion() : Long.parseLong(source);
    }

    /** Groups of the policy that do not launch from the template, for people; empty when there is none. */
    private String strangers() {
        String names = policy.groups().stream()
                .map(Target.Group::name)
                .filter(name -> seen.groups().stream()
                        .noneMatch(group ->
                                group.name().equals(name) && group.version().isPresent()))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; %s does not launch from it".formatted(names);
    }
}
