package io.tidegate.deploy.whatif.past;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A stretch of the past that can be gone through again and again, in memory that does not grow with its length. */
public interface Past {

    /** Gives what happened, in the order in which it became known, until no more is wanted; anew with each call. */
    void read(Predicate<Happened> taker);

    /** Gives at least what tells of orders and of what came of them, until no more is wanted. */
    default void readOrders(Predicate<Happened> taker) {
        read(taker);
    }

    /** Gives everything that happened. */
    default void each(Consumer<Happened> taker) {
        read(happened -> {
            taker.accept(happened);
            return true;
        });
    }

    /** The earliest moment that anything is known of; empty when nothing is. */
    Optional<Instant> earliest();

    /** Whether it tells how much capacity there was. */
    boolean tellsCapacity();

    /** Whether it tells when capacity was ordered, apart from when it was there. */
    boolean tellsOrders();

    /** Whether it has ticks; without, a clock must be made up. */
    boolean hasTicks();

    /** What a reader should know of it: what was assumed where it does not say. */
    List<String> notes();
}
