package io.tidegate.connectors.aws;

import io.tidegate.connectors.http.Placeholders;
import io.tidegate.connectors.http.Secrets;
import io.tidegate.schemas.naming.Target.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The AWS clients of every account and region that is configured, each over connections of its own: a region that hangs holds
 * back no other. Credentials of a role are fetched when the first call needs them, and renewed beside the calls before they
 * expire; a role that cannot be assumed fails the calls of its account alone. Thread-safe; closing it closes the clients.
 */
public final class AwsPlaces implements AutoCloseable {
    private static final int MAX_SESSION_NAME = 64; // STS, AssumeRole, RoleSessionName

    private final SortedMap<Place, AwsClients> clients = new TreeMap<>(Comparator.comparing(Place::key));
    private final List<SdkAutoCloseable> sessions = new ArrayList<>();

    private AwsPlaces() {}

    /**
     * Who calls AWS.
     *
     * @param credentials the process's own
     * @param instance whose name the sessions of assumed roles bear, which AWS CloudTrail shows
     * @param secrets for external ids
     */
    public record Caller(AwsCredentialsProvider credentials, String instance, Secrets secrets) {
        String session() {
            // STS, AssumeRole, RoleSessionName: letters, digits and _ + = , . @ -
            String name = "tidegate-" + instance.replaceAll("[^\\w+=,.@-]", "-");
            return name.substring(0, Math.min(name.length(), MAX_SESSION_NAME));
        }
    }

    /**
     * Clients for the account and region of the credentials themselves, and for each region of each account.
     *
     * @throws IllegalArgumentException naming the variable that an external id lacks
     */
    public static AwsPlaces create(AwsConfig config, Caller caller) {
        var places = new AwsPlaces();
        places.clients.put(Place.DEFAULT, AwsClients.create(config, caller.credentials()));
        config.accounts().forEach(account -> places.add(account, config, caller));
        return places;
    }

    private void add(AwsAccount account, AwsConfig config, Caller caller) {
        var credentials = account.role()
                .<AwsCredentialsProvider>map(role -> assuming(role, config, caller))
                .orElse(caller.credentials());
        account.places()
                .forEach(place -> clients.put(place, AwsClients.create(config.in(place.region()), credentials)));
    }

    private StsAssumeRoleCredentialsProvider assuming(AssumedRole role, AwsConfig config, Caller caller) {
        var externalId = role.externalId().map(text -> filled(text, role, caller.secrets()));
        StsClient sts = AwsClients.sts(config, caller.credentials());
        var provider = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .asyncCredentialUpdateEnabled(true)
                .refreshRequest(request -> {
                    request.roleArn(role.arn()).roleSessionName(caller.session());
                    externalId.ifPresent(request::externalId);
                })
                .build();
        sessions.add(provider);
        sessions.add(sts);
        return provider;
    }

    private static String filled(String text, AssumedRole role, Secrets secrets) {
        var values = new TreeMap<String, String>();
        for (var name : Placeholders.names(text)) {
            var value = secrets.find(name)
                    .orElseThrow(() -> new IllegalArgumentException("aws.accounts." + role.account()
                            + ".externalId must be made of variables that are set, " + name + " was not"));
            values.put(name, value);
        }
        return Placeholders.filled(text, values);
    }

    /** The clients by account and region, {@link Place#DEFAULT} always among them. */
    public SortedMap<Place, AwsClients> all() {
        return Collections.unmodifiableSortedMap(clients);
    }

    /** Those of the credentials' own account and region. */
    public AwsClients home() {
        var home = clients.get(Place.DEFAULT);
        if (home == null) {
            throw new AssertionError("no clients of the own account");
        }
        return home;
    }

    @Override
    public void close() {
        clients.values().forEach(AwsClients::close);
        sessions.forEach(SdkAutoCloseable::close);
    }
}
