package io.tidegate.streams.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A launch template, the images that it may take and the groups that launch from it, as AWS told of them.
 *
 * @param template as {@code launch-template/<id>}
 * @param found whether AWS knows it; else nothing more is told
 * @param versions the default, the latest, the source and those that groups are pinned to, by rising number
 * @param numbers of all versions, rising, where the policy limits them; at most the first 1,000
 * @param images available ones that the policy selects, the newest first
 * @param groups those of the policy that AWS knows, in its order
 */
public record ObservedTemplate(
        String template,
        boolean found,
        long defaultVersion,
        long latestVersion,
        List<Version> versions,
        List<Long> numbers,
        List<Image> images,
        List<Group> groups) {
    public ObservedTemplate {
        versions = List.copyOf(versions);
        numbers = List.copyOf(numbers);
        images = List.copyOf(images);
        groups = List.copyOf(groups);
    }

    /** A version of it; empty where nothing is told of that one. */
    public Optional<Version> version(long number) {
        return versions.stream().filter(one -> one.number() == number).findFirst();
    }

    /**
     * A version of a template.
     *
     * @param securityGroupIds sorted
     */
    public record Version(
            long number,
            Optional<String> image,
            Optional<String> keyName,
            Optional<String> instanceType,
            List<String> securityGroupIds) {
        public Version {
            securityGroupIds = List.copyOf(securityGroupIds);
        }
    }

    /** An image that is available. */
    public record Image(String id, String name, Instant createdAt) {
        /** For people. */
        @Override
        public String toString() {
            return "%s (%s)".formatted(id, name);
        }
    }

    /**
     * A group of the policy.
     *
     * @param version that it launches from: a number, {@code $Latest} or {@code $Default}; empty when it does not launch from
     *     the template
     * @param refresh status of an instance refresh that is under way, in AWS's words
     */
    public record Group(String name, Optional<String> version, Optional<String> refresh) {
        /** Whether it launches from the version of a number, whatever becomes of the template. */
        public boolean isPinned() {
            return version.filter(text -> !text.startsWith("$")).isPresent();
        }
    }
}
