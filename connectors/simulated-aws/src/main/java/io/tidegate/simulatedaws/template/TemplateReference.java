package io.tidegate.simulatedaws.template;

/**
 * A launch template as it is named by what launches from it.
 *
 * @param version a number, {@code $Latest} or {@code $Default}: what it means is asked at each launch
 */
public record TemplateReference(String id, String name, String version) {}
