package io.tidegate.deploy.role;

/** A part that an instance runs. It works from its start until it is closed; closing twice is closing once. */
public interface Role extends AutoCloseable {

    /** Name in configuration, health and metrics. */
    String name();

    /** Whether it works now. */
    Health health();

    @Override
    void close();

    /**
     * Whether a part works.
     *
     * @param detail why, or what it is doing; for people
     */
    record Health(boolean up, String detail) {}
}
