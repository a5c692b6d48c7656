package io.tidegate.connectors.provision;

/** The tag of what was made by Tidegate, which the policies of {@code deploy/iam} ask for too. */
public final class Marker {
    public static final String KEY = "tidegate";
    public static final String VALUE = "managed";
    /** What the names of hooks of others' groups begin with, for hooks cannot be tagged. */
    public static final String HOOK_PREFIX = "tidegate-";

    private Marker() {}
}
