package io.tidegate.simulatedaws.bus;

import java.time.Instant;

/**
 * An event that a bus took.
 *
 * @param id that EventBridge gave it; another one each time that it is put
 * @param time that the sender gave, else when it was put
 */
public record PublishedEvent(String id, String bus, String source, String detailType, String detail, Instant time) {}
