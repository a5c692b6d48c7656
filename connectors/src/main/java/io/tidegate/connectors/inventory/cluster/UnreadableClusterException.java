package io.tidegate.connectors.inventory.cluster;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.ErrorKind;

/** Part of a cluster is not told by an answer that is no failure itself. */
final class UnreadableClusterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableClusterException(String message) {
        super(message);
    }

    AwsFailure failure() {
        return new AwsFailure(ErrorKind.AWS, "Unreadable", String.valueOf(getMessage()));
    }
}
