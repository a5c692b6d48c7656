package io.tidegate.simulatedaws.group;

/**
 * The size of a group and the counts of its instances.
 *
 * @param terminating on their way out; no part of {@code desired}
 */
public record GroupStatus(int min, int max, int desired, int inService, int pending, int terminating) {}
