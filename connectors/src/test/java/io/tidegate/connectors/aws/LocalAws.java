package io.tidegate.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.connectors.iam.IamScope;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.load.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A simulated AWS over HTTP, in a great hurry unless told otherwise and without faults, and the production clients for it,
 * which may do what a policy of {@code deploy/iam} allows. At the end nothing may have been denied.
 */
public final class LocalAws implements AutoCloseable {
    private static final double IN_A_HURRY = 1e9;

    private final SimulatedAws aws;
    private final AwsClients clients;
    private final AwsClients allPowerful;

    /** @param policy of the clients */
    public LocalAws(IamPolicy policy) {
        this(policy, IN_A_HURRY);
    }

    /** @param pace how many times as fast as AWS it starts tasks and instances */
    public LocalAws(IamPolicy policy, double pace) {
        this(policy, IamScope.WIDEST, pace);
    }

    /** @param scope that the policy is narrowed to */
    public LocalAws(IamPolicy policy, IamScope scope, double pace) {
        this(pace);
        aws.tell(cloud -> {
            cloud.permissions().tag(scope.tagKey(), scope.tagValue());
            cloud.permissions().attach("key", policy.json(scope));
        });
    }

    /** One whose clients may do everything. */
    public LocalAws() {
        this(IN_A_HURRY);
    }

    private LocalAws(double pace) {
        try {
            aws = SimulatedAws.start(
                    CloudConfig.calm(Instant.now(), 1).withPace(pace).withMetricPeriod(Duration.ofSeconds(1)), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clients = clients("key");
        allPowerful = clients("root");
    }

    private AwsClients clients(String accessKey) {
        return AwsClients.create(
                AwsConfig.defaults().at("eu-central-1", aws.endpoint()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret")));
    }

    public AwsClients clients() {
        return clients;
    }

    /** For what a test arranges or looks at. */
    public AwsClients allPowerful() {
        return allPowerful;
    }

    public SimulatedAws aws() {
        return aws;
    }

    public void addService(String target, int tasks) {
        aws.tell(cloud -> cloud.addService(target, tasks, Workload.ofRequests(100)));
    }

    @Override
    public void close() {
        List<String> denied = aws.ask(cloud -> cloud.permissions().denied());
        clients.close();
        allPowerful.close();
        aws.close();
        assertThat(denied).isEmpty();
    }
}
