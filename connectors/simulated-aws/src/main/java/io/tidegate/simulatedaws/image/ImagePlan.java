package io.tidegate.simulatedaws.image;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image that is to be.
 *
 * @param id for example {@code ami-0123456789abcdef0}
 * @param architecture as EC2 spells it
 * @param owner account, or null for that of the cloud; what belongs to others is public
 */
public record ImagePlan(
        String id,
        String name,
        String architecture,
        SortedMap<String, String> tags,
        @Nullable String owner) {
    private static final Pattern ID = Pattern.compile("ami-([0-9a-f]{8}|[0-9a-f]{17})");

    public ImagePlan {
        if (!isId(id)) {
            throw new IllegalArgumentException("id of an image must match " + ID + ", was " + id);
        }
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** One of the cloud's account, for x86_64, without tags. */
    public static ImagePlan of(String id, String name) {
        return new ImagePlan(id, name, "x86_64", new TreeMap<>(), null);
    }

    /** The same for another architecture, such as {@code arm64}. */
    public ImagePlan withArchitecture(String newArchitecture) {
        return new ImagePlan(id, name, newArchitecture, tags, owner);
    }

    /** The same with one tag more. */
    public ImagePlan withTag(String key, String value) {
        var more = new TreeMap<>(tags);
        more.put(key, value);
        return new ImagePlan(id, name, architecture, more, owner);
    }

    /** The same of another account. */
    public ImagePlan ownedBy(String account) {
        return new ImagePlan(id, name, architecture, tags, account);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
