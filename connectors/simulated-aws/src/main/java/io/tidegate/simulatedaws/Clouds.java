package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.identity.CredentialErrors;
import io.tidegate.simulatedaws.identity.Session;
import io.tidegate.simulatedaws.identity.Sessions;
import io.tidegate.simulatedaws.protocol.Credential;
import io.tidegate.simulatedaws.protocol.Router;
import io.tidegate.simulatedaws.protocol.WireRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The clouds behind one endpoint, of several accounts and regions, in one time. What a request is signed with tells which of them
 * it is for. Not thread-safe.
 */
final class Clouds {
    private final TreeMap<String, SimulatedCloud> byPlace = new TreeMap<>();
    private final Sessions sessions = new Sessions();
    private final SimulatedCloud home;
    private long turnedAway;

    /** @param home of the cloud of all ordinary credentials */
    Clouds(CloudConfig home) {
        this.home = add(home);
    }

    /** @throws IllegalArgumentException when there is one of that account and region */
    SimulatedCloud add(CloudConfig config) {
        var place = config.place().toString();
        if (byPlace.containsKey(place)) {
            throw new IllegalArgumentException("cloud must be new, but " + place + " exists");
        }
        var cloud = new SimulatedCloud(config, sessions);
        byPlace.put(place, cloud);
        return cloud;
    }

    SimulatedCloud home() {
        return home;
    }

    /** Of all accounts. */
    Sessions sessions() {
        return sessions;
    }

    /** @throws IllegalArgumentException when there is none of that account and region */
    SimulatedCloud in(String account, String region) {
        return find(account, region)
                .orElseThrow(() -> new IllegalArgumentException(
                        "cloud must be one of " + byPlace.keySet() + ", was " + account + "/" + region));
    }

    /** Moves time on in all of them. */
    void step(Instant now) {
        byPlace.values().forEach(cloud -> cloud.step(now));
    }

    Answer answer(WireRequest request) {
        var credential = Credential.of(request);
        var cloud = credential.isEmpty() ? Optional.of(home) : signedFor(credential.get());
        return cloud.map(meant -> meant.answer(request)).orElseGet(() -> turnAway(request));
    }

    private Optional<SimulatedCloud> signedFor(Credential credential) {
        var session = sessions.of(credential.accessKeyId());
        return session.isPresent() ? ofSession(session.get(), credential) : Optional.of(ofHome(credential));
    }

    private SimulatedCloud ofHome(Credential credential) {
        return credential.isForSts()
                ? home
                : find(home.place().account(), credential.region()).orElse(home);
    }

    // STS knows every session everywhere; which cloud answers for it is a matter of whose policies and faults are met.
    private Optional<SimulatedCloud> ofSession(Session session, Credential credential) {
        var inRegion = find(session.account(), credential.region());
        return credential.isForSts()
                ? inRegion.or(() -> anyOf(session.account())).or(() -> Optional.of(home))
                : inRegion;
    }

    private Optional<SimulatedCloud> find(String account, String region) {
        return Optional.ofNullable(byPlace.get(account + "/" + region));
    }

    private Optional<SimulatedCloud> anyOf(String account) {
        return byPlace.values().stream()
                .filter(cloud -> cloud.place().account().equals(account))
                .findFirst();
    }

    // Nobody counts it: it reached no cloud.
    private Answer turnAway(WireRequest request) {
        var requestId = "00000000-0000-4000-9000-%012x".formatted(++turnedAway);
        return new Answer.Reply(Router.route(request)
                .map(call -> call.answer(CredentialErrors.unknown(call.api()), requestId))
                .orElseGet(() -> Router.unroutable(requestId)));
    }
}
