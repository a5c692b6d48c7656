package io.tidegate.connectors.provision;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** All that shall stand, each before those that need it. */
public record Blueprint(List<Resource> resources) {

    /**
     * What files name together.
     *
     * @throws IllegalArgumentException when two name the same, or one names something that cannot be with another
     */
    public Blueprint {
        resources =
                resources.stream().sorted(Comparator.comparing(Resource::id)).toList();
        var seen = new HashSet<ResourceId>();
        for (var resource : resources) {
            if (!seen.add(resource.id())) {
                throw new IllegalArgumentException(resource.id() + " must be given once, was given twice");
            }
        }
        var groups = of(resources, Group.class).toList();
        of(resources, Provider.class)
                .filter(Provider::protectsInstances)
                .forEach(provider -> requireProtection(provider, groups));
        of(resources, Hook.class)
                .filter(hook -> !hook.isNamedOurs()
                        && groups.stream().noneMatch(group -> group.name().equals(hook.group())))
                .forEach(hook -> {
                    throw new IllegalArgumentException(
                            "%s must have a name that begins with %s, for its group is made elsewhere"
                                    .formatted(hook.id(), Marker.HOOK_PREFIX));
                });
        boolean hasQueue = of(resources, Queue.class).findAny().isPresent();
        of(resources, Hook.class)
                .filter(hook -> hook.notice().isPresent()
                        && hook.notice().get().target().isEmpty()
                        && !hasQueue)
                .forEach(hook -> {
                    throw new IllegalArgumentException(
                            hook.id() + " must have a topic or a queue to notify, but there is no queue");
                });
    }

    // ECS: "the Auto Scaling group must have instance protection from scale in turned on" (managed termination
    // protection).
    private static void requireProtection(Provider provider, List<Group> groups) {
        groups.stream()
                .filter(group -> group.name().equals(provider.group()))
                .filter(group -> !Boolean.TRUE.equals(group.request().newInstancesProtectedFromScaleIn()))
                .forEach(group -> {
                    throw new IllegalArgumentException(
                            "%s must have NewInstancesProtectedFromScaleIn, for %s protects its instances; had not"
                                    .formatted(group.id(), provider.id()));
                });
    }

    private static <R> Stream<R> of(List<Resource> resources, Class<R> type) {
        return resources.stream().filter(type::isInstance).map(type::cast);
    }

    <R> Stream<R> all(Class<R> type) {
        return of(resources, type);
    }

    /** The same with groups launched from templates, which {@code template} makes of their launch configurations. */
    public Blueprint converted(Function<String, LaunchTemplate> template) {
        var names = all(Group.class)
                .flatMap(group -> Stream.ofNullable(group.request().launchConfigurationName()))
                .distinct()
                .map(template);
        var others = resources.stream()
                .map(resource ->
                        resource instanceof Group group && group.request().launchConfigurationName() != null
                                ? group.launchedFrom(group.request().launchConfigurationName())
                                : resource);
        return new Blueprint(Stream.<Resource>concat(names, others).toList());
    }

    /** Name of the queue, if there is one. */
    public Optional<String> queue() {
        return all(Queue.class).map(Queue::name).findFirst();
    }

    List<Hook> hooksOf(String group) {
        return all(Hook.class).filter(hook -> hook.group().equals(group)).toList();
    }
}
