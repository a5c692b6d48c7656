package io.tidegate.deploy.service;

import io.tidegate.connectors.notification.NotificationConfig;
import io.tidegate.connectors.notification.RetryPause;
import io.tidegate.connectors.notification.WebhookConfig;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.topic.Topics;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads who is told of outcomes: the keys below {@code outcomes.}. */
final class OutcomeSettings {
    private OutcomeSettings() {}

    static NotificationConfig of(Settings settings, Topics topics) {
        var preset = NotificationConfig.defaults(topics);
        return new NotificationConfig(
                topics,
                settings.text("outcomes.source").orElse(preset.source()),
                settings.text("outcomes.statuses")
                        .map(list -> statuses(settings, list))
                        .orElse(preset.statuses()),
                new RetryPause(
                        preset.retry().first(),
                        settings.duration("outcomes.retryCap", preset.retry().cap())),
                settings.text("outcomes.eventBridge.bus"),
                webhook(settings));
    }

    private static Optional<WebhookConfig> webhook(Settings settings) {
        var url = settings.text("outcomes.webhook.url");
        var headers = settings.below("outcomes.webhook.headers.");
        var timeout = settings.duration("outcomes.webhook.timeout", WebhookConfig.DEFAULT_TIMEOUT);
        boolean plainHttp = settings.truth("outcomes.webhook.allowPlainHttp", false);
        if (url.isEmpty() && !headers.isEmpty()) {
            throw settings.refused("outcomes.webhook.url", "given with outcomes.webhook.headers.*", "missing");
        }
        return url.map(given -> WebhookConfig.of(given, headers, timeout, plainHttp));
    }

    private static SortedSet<OutcomeStatus> statuses(Settings settings, String list) {
        var statuses = new TreeSet<OutcomeStatus>();
        for (var word : list.split(",", -1)) {
            statuses.add(Arrays.stream(OutcomeStatus.values())
                    .filter(status -> word(status).equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> settings.refused("outcomes.statuses", "of " + words(), "\"" + word + "\"")));
        }
        return statuses;
    }

    private static String words() {
        return Arrays.stream(OutcomeStatus.values()).map(OutcomeSettings::word).collect(Collectors.joining(", "));
    }

    private static String word(OutcomeStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
