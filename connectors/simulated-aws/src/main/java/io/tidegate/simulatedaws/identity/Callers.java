package io.tidegate.simulatedaws.identity;

import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import io.tidegate.simulatedaws.protocol.Call;
import io.tidegate.simulatedaws.protocol.Credential;
import java.util.Optional;

/** Tells who calls one cloud, and turns away whose temporary credentials are not good. Not thread-safe. */
public final class Callers {
    private final Arns arns;
    private final Sessions sessions;
    private final Timeline timeline;

    public Callers(Arns arns, Sessions sessions, Timeline timeline) {
        this.arns = arns;
        this.sessions = sessions;
        this.timeline = timeline;
    }

    /** Who makes a call. */
    public Caller of(Call call) {
        var accessKeyId = call.credential().map(Credential::accessKeyId);
        var session = accessKeyId.flatMap(sessions::of);
        return session.isPresent() ? new Caller.AssumedRole(session.get()) : new Caller.User(arns, accessKeyId);
    }

    /** The error that a call is turned away with when it is signed with a session's key, but not for that session or too late. */
    public Optional<ApiError> refusal(Call call) {
        return call.credential()
                .flatMap(credential -> sessions.of(credential.accessKeyId())
                        .flatMap(session -> refusal(call.api(), credential, session)));
    }

    private Optional<ApiError> refusal(AwsApi api, Credential credential, Session session) {
        if (!credential.sessionToken().equals(session.token())) {
            return Optional.of(CredentialErrors.unknown(api));
        }
        return timeline.now().isBefore(session.expiration())
                ? Optional.empty()
                : Optional.of(CredentialErrors.expired(api));
    }
}
