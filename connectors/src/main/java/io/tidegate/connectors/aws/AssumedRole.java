package io.tidegate.connectors.aws;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A role that is assumed to act in its account.
 *
 * @param arn of the role
 * @param externalId what the role's trust policy asks for; may be a placeholder such as {@code ${EXTERNAL_ID}}, which is filled
 *     in at use. Never printed
 */
public record AssumedRole(String arn, Optional<String> externalId) {
    // IAM: a role's name has up to 64 of these characters, its path up to 512 (IAM quotas, "Names").
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/[\\w+=,.@/-]{1,576}");
    // STS: 2 to 1,224 of these (AssumeRole, ExternalId); a placeholder's braces beside them.
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/${}%()-]{2,1224}");

    public AssumedRole {
        if (!ARN.matcher(arn).matches()) {
            throw new IllegalArgumentException(
                    "aws.accounts.*.roleArn must be arn:aws:iam::<account>:role/<name>, was \"" + arn + "\"");
        }
        if (externalId.isPresent() && !EXTERNAL_ID.matcher(externalId.get()).matches()) {
            throw new IllegalArgumentException(
                    "aws.accounts.*.externalId must be 2 to 1,224 letters, digits or + = , . @ : / - _, was something else of "
                            + externalId.get().length() + " characters");
        }
    }

    /** Id of the account that the role belongs to. */
    public String account() {
        return arn.split(":", -1)[4];
    }

    /** Leaves out the external id. */
    @Override
    public String toString() {
        return "AssumedRole[%s, external id %s]".formatted(arn, externalId.isPresent() ? "given" : "none");
    }
}
