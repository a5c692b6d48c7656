package io.tidegate.simulatedaws.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * A role that was assumed, with the temporary credentials for it.
 *
 * @param name that the caller gave it
 * @param number no other has it
 * @param expiration from when on its credentials are void
 */
public record Session(AssumableRole role, String name, long number, Instant expiration) {

    String accessKeyId() {
        return "ASIA%016d".formatted(number); // AWS's begin so and have 20 letters.
    }

    String token() {
        return "simulated-session-token-" + number;
    }

    /** The account of its role. */
    public String account() {
        return role.account();
    }

    String arn() {
        return "arn:aws:sts::" + account() + ":assumed-role/" + role.name() + "/" + name;
    }

    String userId() {
        var hash = UUID.nameUUIDFromBytes(role.arn().getBytes(StandardCharsets.UTF_8));
        var roleId = hash.toString().replace("-", "").substring(0, 17).toUpperCase(Locale.ROOT);
        return "AROA" + roleId + ":" + name;
    }

    Credentials credentials() {
        return Credentials.builder()
                .accessKeyId(accessKeyId())
                .secretAccessKey("simulated-secret-access-key-" + number)
                .sessionToken(token())
                .expiration(expiration)
                .build();
    }

    AssumedRoleUser user() {
        return AssumedRoleUser.builder().assumedRoleId(userId()).arn(arn()).build();
    }
}
