package io.tidegate.deploy.service;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.aws.AwsConfig;
import io.tidegate.connectors.aws.AwsPlaces;
import io.tidegate.connectors.http.Secrets;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** How this process comes to its AWS clients. */
public final class AwsAccess {
    private AwsAccess() {}

    /** The clients of the own account and region alone. */
    public static AwsClients clients(AwsConfig config) {
        return AwsClients.create(config, credentials(config));
    }

    /**
     * The clients of every account and region that is configured.
     *
     * @param instance whose name AWS shows beside the calls in other accounts
     * @param secrets for external ids
     * @throws IllegalArgumentException naming the variable that an external id lacks
     */
    public static AwsPlaces places(AwsConfig config, String instance, Secrets secrets) {
        return AwsPlaces.create(config, new AwsPlaces.Caller(credentials(config), instance, secrets));
    }

    // The SDK's own; made-up ones where a machine's own endpoint stands in for AWS.
    private static AwsCredentialsProvider credentials(AwsConfig config) {
        // The real credentials are none of a stand-in's business.
        boolean standIn = config.endpoint()
                .map(URI::getHost)
                .filter(host -> host.equals("127.0.0.1") || host.equals("localhost"))
                .isPresent();
        return standIn
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))
                : DefaultCredentialsProvider.builder().build();
    }
}
