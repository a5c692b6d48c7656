package io.tidegate.simulatedaws.service;

/**
 * The counts of a service.
 *
 * @param running tasks that serve, with those that are stopping
 * @param pending tasks that start
 */
public record ServiceStatus(int desired, int running, int pending) {}
