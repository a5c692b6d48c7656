package io.tidegate.simulatedaws.authorization;

import java.util.SortedMap;

/**
 * One thing that a caller wants to do.
 *
 * @param action for example {@code ecs:UpdateService}
 * @param resource ARN; {@code *} for an action that AWS knows no resource for
 * @param context condition keys that AWS knows of it, with their values
 */
record Wanted(String action, String resource, SortedMap<String, String> context) {}
