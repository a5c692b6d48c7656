package io.tidegate.deploy.role;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What an instance can run. */
public enum RoleName {
    CONNECTORS,
    STREAMS,
    EXECUTOR,
    SHADOW;

    /** All of them. */
    public static SortedSet<RoleName> all() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(Arrays.asList(values())));
    }

    /**
     * Reads a comma list.
     *
     * @throws IllegalArgumentException naming the word that is no role
     */
    public static SortedSet<RoleName> parse(String list) {
        var roles = new TreeSet<RoleName>();
        for (var word : list.split(",", -1)) {
            roles.add(Arrays.stream(values())
                    .filter(role -> role.text().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "roles must be of %s, was \"%s\"".formatted(words(), word.strip()))));
        }
        return Collections.unmodifiableSortedSet(roles);
    }

    /** Spelling in configuration. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String words() {
        return Arrays.stream(values()).map(RoleName::text).collect(Collectors.joining(", "));
    }
}
