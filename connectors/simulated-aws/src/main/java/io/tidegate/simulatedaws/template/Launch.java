package io.tidegate.simulatedaws.template;

/** What EC2 makes of a launch from a template. */
public sealed interface Launch {
    /** It launches. */
    record Ready(Blueprint blueprint) implements Launch {}

    /** It does not, and says why. */
    record Refused(String message) implements Launch {}
}
