package io.tidegate.connectors.executor.queue;

/** How AWS took a call, as far as its account and region go. */
public enum Reply {
    /** It answered, whatever it said. */
    ANSWERED,
    /** It asks for fewer calls. */
    THROTTLED,
    /** No answer, or a server's failure for one. */
    NONE
}
