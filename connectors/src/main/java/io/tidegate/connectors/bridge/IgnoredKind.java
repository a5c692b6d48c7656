package io.tidegate.connectors.bridge;

/** Why a source passes over something that it understands; a bounded tag for counters. */
public enum IgnoredKind {
    /** AWS tries a channel out. */
    TEST,
    /** A lifecycle action that neither launches nor terminates an instance. */
    OTHER_ACTION,
    /** An image that cannot be used now. */
    OTHER_STATE
}
