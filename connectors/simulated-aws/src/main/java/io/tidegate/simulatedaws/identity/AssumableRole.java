package io.tidegate.simulatedaws.identity;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role that whoever calls may assume, if the caller tells the external id.
 *
 * @param arn {@code arn:aws:iam::<account>:role/<name>}, where a path may stand before the name
 * @param externalId that callers must give; without it they may give any or none
 */
public record AssumableRole(String arn, Optional<String> externalId) {
    // Names and paths of roles: CreateRole (IAM API reference).
    private static final Pattern ARN =
            Pattern.compile("arn:aws:iam::([0-9]{12}):role/(?:[!-~]{1,510}/)?([\\w+=,.@-]{1,64})");
    private static final Pattern EXTERNAL_ID =
            Pattern.compile("[\\w+=,.@:/-]{2,1224}"); // AssumeRole (STS API reference)

    public AssumableRole {
        parts(arn);
        externalId.ifPresent(id -> {
            if (!EXTERNAL_ID.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "externalId must be 2 to 1224 letters, digits or any of _+=,.@:/-, was " + id);
            }
        });
    }

    /** The account that it is of. */
    public String account() {
        return parts(arn).group(1);
    }

    /** Without its path. */
    public String name() {
        return parts(arn).group(2);
    }

    boolean admits(@Nullable String givenId) {
        return externalId.isEmpty() || Objects.equals(externalId.get(), givenId);
    }

    private static Matcher parts(String arn) {
        var parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw new IllegalArgumentException("arn must be arn:aws:iam::<account>:role/<name>, was " + arn);
        }
        return parts;
    }
}
