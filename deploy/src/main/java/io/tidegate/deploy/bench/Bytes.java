package io.tidegate.deploy.bench;

import java.util.Collection;

/** How large records of one kind are. */
public record Bytes(long median, long max) {

    static Bytes of(Collection<Integer> sizes) {
        long[] sorted = sizes.stream().mapToLong(Integer::longValue).sorted().toArray();
        return sorted.length == 0 ? new Bytes(0, 0) : new Bytes(sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
}
