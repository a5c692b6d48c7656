package io.tidegate.connectors.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How AWS is reached.
 *
 * @param region for example {@code eu-central-1}; empty for the default chain of the SDK
 * @param endpoint stands in for every service's own address; needs a region
 * @param callTimeout of a call with its retries
 * @param attemptTimeout of one attempt; at most {@code callTimeout}
 * @param maxAttempts first attempt included, 1 to 10
 * @param accounts whose targets are reached beside those of the process's own account and region, each once
 */
public record AwsConfig(
        Optional<String> region,
        Optional<URI> endpoint,
        Duration callTimeout,
        Duration attemptTimeout,
        int maxAttempts,
        List<AwsAccount> accounts) {

    /** 10 s a call, 3 s an attempt, 3 attempts: a hanging call costs less than two rounds of the inventory. */
    public static AwsConfig defaults() {
        return new AwsConfig(
                Optional.empty(), Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(3), 3, List.of());
    }

    public AwsConfig {
        accounts = List.copyOf(accounts);
        if (!attemptTimeout.isPositive()) {
            throw new IllegalArgumentException("aws.attemptTimeout must be positive, was " + attemptTimeout);
        }
        if (callTimeout.compareTo(attemptTimeout) < 0) {
            throw new IllegalArgumentException(
                    "aws.callTimeout must be at least " + attemptTimeout + ", was " + callTimeout);
        }
        if (maxAttempts < 1 || maxAttempts > 10) {
            throw new IllegalArgumentException("aws.maxAttempts must be 1 to 10, was " + maxAttempts);
        }
        // Without one the SDK would ask the instance metadata service for a region that the endpoint does not need.
        if (endpoint.isPresent() && region.isEmpty()) {
            throw new IllegalArgumentException("aws.region must be set when aws.endpoint is, was empty");
        }
        accounts.stream().filter(account -> account.role().isEmpty()).forEach(own -> requireOthers(own, region));
    }

    // What is in the own region has names of its own already; one thing under two names would be driven twice.
    private static void requireOthers(AwsAccount own, Optional<String> region) {
        region.filter(own.regions()::contains).ifPresent(here -> {
            throw new IllegalArgumentException("aws.accounts." + own.id()
                    + ".regions must be others than aws.region unless a roleArn is given, was " + here);
        });
    }

    /** The same for calls that are made once, within {@code timeout}: whoever makes them repeats them himself. */
    public AwsConfig oneAttempt(Duration timeout) {
        return new AwsConfig(region, endpoint, timeout, timeout, 1, accounts);
    }

    /** The same in another region. */
    AwsConfig in(String otherRegion) {
        return new AwsConfig(Optional.of(otherRegion), endpoint, callTimeout, attemptTimeout, maxAttempts, accounts);
    }

    /** The same with another region and endpoint. */
    public AwsConfig at(String otherRegion, URI otherEndpoint) {
        return new AwsConfig(
                Optional.of(otherRegion),
                Optional.of(otherEndpoint),
                callTimeout,
                attemptTimeout,
                maxAttempts,
                accounts);
    }

    /** The same with these accounts. */
    public AwsConfig reaching(List<AwsAccount> otherAccounts) {
        return new AwsConfig(region, endpoint, callTimeout, attemptTimeout, maxAttempts, otherAccounts);
    }
}
