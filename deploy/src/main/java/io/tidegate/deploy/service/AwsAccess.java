package io.tidegate.deploy.service;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.aws.AwsConfig;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** How this process comes to its AWS clients. */
public final class AwsAccess {
    private AwsAccess() {}

    /** Clients with the SDK's own credentials; with made-up ones where a machine's own endpoint stands in for AWS. */
    public static AwsClients clients(AwsConfig config) {
        // The real credentials are none of a stand-in's business.
        boolean standIn = config.endpoint()
                .map(URI::getHost)
                .filter(host -> host.equals("127.0.0.1") || host.equals("localhost"))
                .isPresent();
        return standIn
                ? AwsClients.create(
                        config, StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                : AwsClients.create(config);
    }
}
