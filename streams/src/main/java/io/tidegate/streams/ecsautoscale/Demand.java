package io.tidegate.streams.ecsautoscale;

import java.util.List;
import java.util.Optional;

/**
 * What a cluster must have room for beyond what runs: tasks of growing services in the file's order, then the buffer.
 * Shrinking services free nothing.
 *
 * @param known whether every service could be decided
 */
record Demand(List<Wish> wishes, Optional<Size> buffer, boolean known) {

    /** The first that fits nowhere; empty when all fit. */
    Optional<String> withoutRoom(Rooms rooms) throws UnusableException {
        for (Wish wish : wishes) {
            if (wish.grows() && !wish.target().isWhole()) {
                throw new UnusableException(
                        "service %s: %s".formatted(wish.service(), wish.target().problem()));
            }
            if (wish.grows() && !rooms.place(wish.task(), (long) wish.change())) {
                return Optional.of("a task of " + wish.service());
            }
        }
        return buffer.filter(size -> !rooms.place(size)).map(_ -> "the buffer");
    }
}
