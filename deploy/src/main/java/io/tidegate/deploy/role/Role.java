package io.tidegate.deploy.role;

import java.util.List;
import java.util.function.Consumer;

/** A part that an instance runs. It works from its start until it is closed; closing twice is closing once. */
public interface Role extends AutoCloseable {

    /** Name in configuration, health and metrics. */
    String name();

    /** Whether it works now. */
    Health health();

    /** Its numbers about itself. */
    List<Figure> figures();

    /** Tells {@code taker} of numbers that come up while it works: those that there are, and each that comes, once. */
    default void onFigure(Consumer<Figure> taker) {}

    @Override
    void close();

    /**
     * Whether a part works.
     *
     * @param detail why, or what it is doing; for people
     */
    record Health(boolean up, String detail) {}
}
