package io.tidegate.simulatedaws.identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The roles of all accounts, and the sessions of those who assumed them. Sessions stay after they expired, so that their keys do
 * not become anybody's. Not thread-safe.
 */
public final class Sessions {
    private final Map<String, AssumableRole> roles = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();

    /**
     * Adds a role.
     *
     * @throws IllegalArgumentException when there is one of that ARN
     */
    public void add(AssumableRole role) {
        if (roles.putIfAbsent(role.arn(), role) != null) {
            throw new IllegalArgumentException("role must be new, but " + role.arn() + " exists");
        }
    }

    /** The session that an access key is of; empty for a key of anybody else. */
    public Optional<Session> of(String accessKeyId) {
        return Optional.ofNullable(sessions.get(accessKeyId));
    }

    Optional<AssumableRole> role(String arn) {
        return Optional.ofNullable(roles.get(arn));
    }

    Session begin(AssumableRole role, String name, Instant expiration) {
        var session = new Session(role, name, sessions.size() + 1L, expiration);
        sessions.put(session.accessKeyId(), session);
        return session;
    }
}
