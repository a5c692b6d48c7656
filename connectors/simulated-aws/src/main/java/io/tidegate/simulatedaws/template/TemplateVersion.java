package io.tidegate.simulatedaws.template;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/**
 * A version of a launch template, which nothing changes.
 *
 * @param number from 1 on; never given twice
 */
record TemplateVersion(long number, @Nullable String description, Instant createdAt, RequestLaunchTemplateData data) {}
