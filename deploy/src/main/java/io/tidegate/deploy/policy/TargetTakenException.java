package io.tidegate.deploy.policy;

import io.tidegate.streams.policy.TargetClaims.Conflict;

/** A policy asks for a target that another one drives. */
public final class TargetTakenException extends RuntimeException {

    TargetTakenException(String policy, Conflict conflict) {
        super("policy \"%s\": %s".formatted(policy, conflict));
    }
}
