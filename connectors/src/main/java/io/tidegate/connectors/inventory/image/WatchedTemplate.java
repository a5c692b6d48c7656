package io.tidegate.connectors.inventory.image;

import io.tidegate.schemas.naming.Target;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A launch template that a policy brings to the newest image.
 *
 * @param target of the policy
 * @param groups names of those that launch from the template
 * @param source version that new ones are like: {@code $Latest}, {@code $Default} or a number
 * @param numbers whether the numbers of all versions are wanted
 */
public record WatchedTemplate(
        Target target,
        Target.LaunchTemplate template,
        List<String> groups,
        Selector images,
        String source,
        boolean numbers) {
    public WatchedTemplate {
        groups = List.copyOf(groups);
    }

    /**
     * Which images it may take.
     *
     * @param owners {@code self}, {@code amazon}, {@code aws-marketplace} or account ids
     * @param name empty for every name
     * @param tags patterns by key, as AWS compares them
     * @param architecture in AWS's words; empty for any
     */
    public record Selector(
            List<String> owners,
            Optional<NamePattern> name,
            SortedMap<String, String> tags,
            Optional<String> architecture) {
        public Selector {
            owners = List.copyOf(owners);
        }
    }
}
