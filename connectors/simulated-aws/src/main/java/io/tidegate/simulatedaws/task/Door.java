package io.tidegate.simulatedaws.task;

/**
 * Where the tasks of a service are reached.
 *
 * @param port of their host, or 0 for any that is free there
 */
public record Door(Entrance entrance, int port) {}
