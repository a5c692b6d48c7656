package io.tidegate.connectors.notification;

import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.topic.Topics;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who is told of outcomes.
 *
 * @param source the {@code source} of each CloudEvent, a URI reference; (source, id) is what a receiver drops duplicates by
 * @param statuses outcomes of these are told, others are passed over; not empty
 * @param retry pauses while a sink does not take anything
 * @param eventBus name or ARN of an EventBridge bus
 */
public record NotificationConfig(
        Topics topics,
        String source,
        SortedSet<OutcomeStatus> statuses,
        RetryPause retry,
        Optional<String> eventBus,
        Optional<WebhookConfig> webhook) {

    /** Tells of every outcome, in the installation's name, and nobody yet. */
    public static NotificationConfig defaults(Topics topics) {
        var prefix = topics.prefix();
        return new NotificationConfig(
                topics,
                "urn:tidegate:" + prefix.substring(0, prefix.length() - 1),
                new TreeSet<>(Arrays.asList(OutcomeStatus.values())),
                RetryPause.DEFAULT,
                Optional.empty(),
                Optional.empty());
    }

    public NotificationConfig {
        statuses = Collections.unmodifiableSortedSet(new TreeSet<>(statuses));
        if (statuses.isEmpty()) {
            throw new IllegalArgumentException("outcomes.statuses must name at least one, was empty");
        }
        requireReference(source);
    }

    /** Whether anybody is to be told. */
    public boolean hasSinks() {
        return eventBus.isPresent() || webhook.isPresent();
    }

    // CloudEvents 1.0, "source": a non-empty URI-reference.
    private static void requireReference(String source) {
        try {
            if (!source.isEmpty()) {
                var _ = new URI(source);
                return;
            }
        } catch (URISyntaxException _) {
            // Said below.
        }
        throw new IllegalArgumentException("outcomes.source must be a URI reference, was \"" + source + "\"");
    }
}
