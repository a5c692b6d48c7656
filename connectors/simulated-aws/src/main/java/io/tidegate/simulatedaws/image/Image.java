package io.tidegate.simulatedaws.image;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An image: {@code PENDING -> AVAILABLE -> DISABLED}, and gone when it was deregistered.
 *
 * @param owner account
 * @param deprecatedAt null as long as it is not
 */
record Image(
        ImagePlan plan,
        String owner,
        Instant createdAt,
        State state,
        @Nullable Instant deprecatedAt) {
    enum State {
        PENDING,
        AVAILABLE,
        DISABLED;

        /** As AWS spells it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Image in(State next) {
        return new Image(plan, owner, createdAt, next, deprecatedAt);
    }

    Image deprecated(Instant at) {
        return new Image(plan, owner, createdAt, state, at);
    }

    String id() {
        return plan.id();
    }

    boolean isDeprecated() {
        return deprecatedAt != null;
    }

    /** "The order of the elements in the response might vary" (DescribeImages): neither by id nor by date. */
    String order() {
        return UUID.nameUUIDFromBytes(plan.id().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
