package io.tidegate.connectors.provision.file;

import io.tidegate.connectors.provision.Blueprint;
import io.tidegate.connectors.provision.InstanceEvents;
import io.tidegate.connectors.provision.Queue;
import io.tidegate.connectors.provision.Resource;
import io.tidegate.connectors.provision.ScalableTarget;
import io.tidegate.connectors.provision.ScalableTarget.Activity;
import io.tidegate.schemas.naming.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads files into one blueprint. Which kind a file is, its members tell: {@code apiVersion} for ours,
 * {@code AutoScalingGroupName} for {@code aws autoscaling create-auto-scaling-group --cli-input-json},
 * {@code autoScalingGroupProvider} for {@code aws ecs create-capacity-provider --cli-input-json}.
 */
public final class BlueprintReader {
    private static final String VERSION = "tidegate/v1";
    private static final String KIND = "Provision";

    private BlueprintReader() {}

    /**
     * What was read.
     *
     * @param blueprint empty after a problem
     */
    public record Parsed(Optional<Blueprint> blueprint, List<Problem> problems) {}

    /** Reads them together. */
    public static Parsed read(List<Source> sources) {
        var problems = new ArrayList<Problem>();
        var resources = new ArrayList<Resource>();
        for (var source : sources) {
            var reading = new Reading(source.file());
            reading.root(source.text()).ifPresent(root -> resources.addAll(file(reading, root)));
            problems.addAll(reading.problems());
        }
        if (!problems.isEmpty()) {
            return new Parsed(Optional.empty(), problems);
        }
        try {
            return new Parsed(Optional.of(new Blueprint(resources)), List.of());
        } catch (IllegalArgumentException e) {
            var problem = new Problem(sources.getLast().file(), 1, 1, String.valueOf(e.getMessage()));
            return new Parsed(Optional.empty(), List.of(problem));
        }
    }

    private static List<Resource> file(Reading reading, Section root) {
        if (root.has("AutoScalingGroupName")) {
            return new GroupReader(reading).ofCli(root);
        }
        if (root.has("autoScalingGroupProvider")) {
            return new ProviderReader(reading).ofCli(root);
        }
        return ours(reading, root);
    }

    private static List<Resource> ours(Reading reading, Section root) {
        root.require("apiVersion").choice(Map.of(VERSION, VERSION));
        root.require("kind").choice(Map.of(KIND, KIND));
        var resources = new ArrayList<Resource>();
        root.get("queue").section().flatMap(BlueprintReader::queue).ifPresent(queue -> {
            resources.add(queue);
            resources.addAll(queue.rules());
        });
        var groups = new GroupReader(reading);
        root.get("groups").sections().forEach(group -> resources.addAll(groups.read(group)));
        var providers = new ProviderReader(reading);
        root.get("capacityProviders")
                .sections()
                .forEach(one -> providers.read(one).ifPresent(resources::add));
        root.get("clusters").sections().forEach(one -> providers.cluster(one).ifPresent(resources::add));
        root.get("scalableTargets").sections().forEach(one -> target(one).ifPresent(resources::add));
        return root.build(() -> resources).orElseGet(ArrayList::new);
    }

    private static Optional<Queue> queue(Section section) {
        var name = section.require("name").text().orElse("");
        var visibility = section.get("visibilityTimeout").duration();
        var retention = section.get("retention").duration();
        var topics = section.get("topics").texts();
        var words = words(InstanceEvents.values(), InstanceEvents::text);
        var events = section.get("events").list().stream()
                .flatMap(item -> item.choice(words).stream())
                .toList();
        return section.build(() -> new Queue(name, visibility, retention, topics, events));
    }

    private static Optional<ScalableTarget> target(Section section) {
        var target = section.require("target").text().orElse("");
        int min = section.require("min").integer().orElse(0);
        int max = section.require("max").integer().orElse(0);
        boolean keep = section.get("keepBounds").flag().orElse(false);
        var words = words(Activity.values(), Activity::text);
        Set<Activity> suspended = section.has("suspend")
                ? section.get("suspend").list().stream()
                        .flatMap(item -> item.choice(words).stream())
                        .collect(Collectors.toSet())
                : Set.of(Activity.values());
        return section.build(() -> new ScalableTarget(Target.parse(target), min, max, keep, suspended));
    }

    private static <E> Map<String, E> words(E[] all, Function<E, String> spelling) {
        return Stream.of(all).collect(Collectors.toMap(spelling, one -> one));
    }
}
