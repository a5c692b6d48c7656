package io.tidegate.simulatedaws.template;

import org.jspecify.annotations.Nullable;

/**
 * What an instance was launched from.
 *
 * @param version as it was resolved at the launch
 * @param instanceType null for EC2's default
 */
public record Blueprint(
        String templateId,
        String templateName,
        long version,
        String imageId,
        @Nullable String instanceType) {}
