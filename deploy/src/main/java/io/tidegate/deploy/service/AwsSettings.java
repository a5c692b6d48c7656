package io.tidegate.deploy.service;

import io.tidegate.connectors.aws.AssumedRole;
import io.tidegate.connectors.aws.AwsAccount;
import io.tidegate.connectors.aws.AwsConfig;
import java.util.List;
import java.util.Optional;

/** Reads how AWS is reached: the keys below {@code aws.}. */
final class AwsSettings {
    private static final String ACCOUNTS = "aws.accounts.";

    private AwsSettings() {}

    static AwsConfig read(Settings settings) {
        var preset = AwsConfig.defaults();
        return new AwsConfig(
                settings.text("aws.region"),
                settings.uri("aws.endpoint"),
                settings.duration("aws.callTimeout", preset.callTimeout()),
                settings.duration("aws.attemptTimeout", preset.attemptTimeout()),
                settings.integer("aws.maxAttempts", 1, 10, preset.maxAttempts()),
                accounts(settings));
    }

    private static List<AwsAccount> accounts(Settings settings) {
        return settings.names(ACCOUNTS).stream()
                .map(id -> new AwsAccount(id, settings.list(ACCOUNTS + id + ".regions"), role(settings, id)))
                .toList();
    }

    private static Optional<AssumedRole> role(Settings settings, String id) {
        var externalId = settings.text(ACCOUNTS + id + ".externalId");
        var arn = settings.text(ACCOUNTS + id + ".roleArn");
        if (arn.isEmpty() && externalId.isPresent()) {
            throw settings.refused(ACCOUNTS + id + ".roleArn", "given with an externalId", "missing");
        }
        return arn.map(given -> new AssumedRole(given, externalId));
    }
}
