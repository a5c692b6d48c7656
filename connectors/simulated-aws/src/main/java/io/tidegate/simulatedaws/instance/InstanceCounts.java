package io.tidegate.simulatedaws.instance;

/**
 * How many instances a cluster has.
 *
 * @param disconnected of both, those without a connected agent
 */
public record InstanceCounts(int active, int draining, int disconnected) {}
