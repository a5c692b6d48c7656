package io.tidegate.connectors.aws;

import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.load.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A simulated AWS over HTTP, in a great hurry unless told otherwise and without faults, and the production clients for it. */
public final class LocalAws implements AutoCloseable {
    private final SimulatedAws aws;
    private final AwsClients clients;

    public LocalAws() {
        this(1e9);
    }

    /** @param pace how many times as fast as AWS it starts tasks and instances */
    public LocalAws(double pace) {
        try {
            aws = SimulatedAws.start(
                    CloudConfig.calm(Instant.now(), 1).withPace(pace).withMetricPeriod(Duration.ofSeconds(1)), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clients = AwsClients.create(
                AwsConfig.defaults().at("eu-central-1", aws.endpoint()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }

    public AwsClients clients() {
        return clients;
    }

    public SimulatedAws aws() {
        return aws;
    }

    public void addService(String target, int tasks) {
        aws.tell(cloud -> cloud.addService(target, tasks, Workload.ofRequests(100)));
    }

    @Override
    public void close() {
        clients.close();
        aws.close();
    }
}
