package io.tidegate.simulatedaws.template;

import io.tidegate.simulatedaws.physics.Timeline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** The launch templates of the account. Not thread-safe. */
public final class LaunchTemplates {
    private final TreeMap<String, LaunchTemplate> byId = new TreeMap<>();
    private final Timeline timeline;
    private long created;

    public LaunchTemplates(Timeline timeline) {
        this.timeline = timeline;
    }

    /**
     * Adds one with a first version, which is the default.
     *
     * @return its id
     * @throws IllegalArgumentException when there is one of that name
     */
    public String add(String name, RequestLaunchTemplateData data) {
        if (named(name).isPresent()) {
            throw new IllegalArgumentException("launch template must be new, but " + name + " exists");
        }
        return create(name, null, data, new TreeMap<>()).id();
    }

    /**
     * Names a version of a template, for a group to launch from.
     *
     * @param version a number, {@code $Latest} or {@code $Default}
     * @throws IllegalArgumentException when there is no template of that name
     */
    public TemplateReference reference(String name, String version) {
        var id = idOf(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("launch template must exist, but " + name + " does not"));
        return new TemplateReference(id, name, version);
    }

    LaunchTemplate create(
            String name, @Nullable String description, RequestLaunchTemplateData data, SortedMap<String, String> tags) {
        var seed = (name + "#" + ++created).getBytes(StandardCharsets.UTF_8);
        var id = "lt-0%016x".formatted(UUID.nameUUIDFromBytes(seed).getMostSignificantBits());
        var template = new LaunchTemplate(id, name, timeline.now(), tags);
        template.add(description, timeline.now(), data);
        byId.put(id, template);
        return template;
    }

    TemplateVersion addVersion(LaunchTemplate template, @Nullable String description, RequestLaunchTemplateData data) {
        return template.add(description, timeline.now(), data);
    }

    void remove(LaunchTemplate template) {
        byId.remove(template.id());
    }

    /** The id of the template of a name. */
    public Optional<String> idOf(String name) {
        return named(name).map(LaunchTemplate::id);
    }

    /** In order of id. */
    List<LaunchTemplate> all() {
        return List.copyOf(byId.values());
    }

    Optional<LaunchTemplate> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<LaunchTemplate> named(String name) {
        return byId.values().stream()
                .filter(template -> template.name().equals(name))
                .findFirst();
    }
}
