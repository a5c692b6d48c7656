package io.tidegate.simulatedaws.template;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** A launch template: versions that are only ever added and deleted, one of which is the default. */
final class LaunchTemplate {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final String id;
    private final String name;
    private final Instant createdAt;
    private final SortedMap<String, String> tags;
    private final TreeMap<Long, TemplateVersion> versions = new TreeMap<>();
    private long numbers;
    private long defaultNumber = 1;

    LaunchTemplate(String id, String name, Instant createdAt, SortedMap<String, String> tags) {
        this.id = id;
        this.name = name;
        this.createdAt = createdAt;
        this.tags = new TreeMap<>(tags);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Instant createdAt() {
        return createdAt;
    }

    SortedMap<String, String> tags() {
        return tags;
    }

    /** In order of number. */
    List<TemplateVersion> versions() {
        return List.copyOf(versions.values());
    }

    long defaultNumber() {
        return defaultNumber;
    }

    long latestNumber() {
        return versions.lastKey();
    }

    /** The version that a number, {@code $Latest} or {@code $Default} means now. */
    Optional<TemplateVersion> version(String text) {
        return switch (text) {
            case "$Latest" -> Optional.of(versions.lastEntry().getValue());
            case "$Default" -> Optional.ofNullable(versions.get(defaultNumber));
            default ->
                NUMBER.matcher(text).matches()
                        ? Optional.ofNullable(versions.get(Long.parseLong(text)))
                        : Optional.empty();
        };
    }

    TemplateVersion add(@Nullable String description, Instant now, RequestLaunchTemplateData data) {
        var version = new TemplateVersion(++numbers, description, now, data);
        versions.put(version.number(), version);
        return version;
    }

    void setDefault(TemplateVersion version) {
        defaultNumber = version.number();
    }

    /** Deletes a version that is not the default. */
    void delete(long number) {
        if (number == defaultNumber) {
            throw new IllegalArgumentException("version must not be the default, was " + number);
        }
        versions.remove(number);
    }
}
