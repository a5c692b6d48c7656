package io.tidegate.connectors.aws;

import io.tidegate.schemas.naming.Target.Place;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account whose targets have {@code <account>/<region>/} before their names.
 *
 * @param id 12 digits
 * @param regions in which it has targets; at least one
 * @param role assumed to act in it; empty for the account of the process's own credentials
 */
public record AwsAccount(String id, List<String> regions, Optional<AssumedRole> role) {
    // AWS account ids have 12 digits (IAM user guide, "AWS account identifiers").
    private static final Pattern ID = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d{1,2}");

    public AwsAccount {
        regions = List.copyOf(regions);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "aws.accounts.<account> must have 12 digits, in quotes where it begins with 0, was \"" + id + "\"");
        }
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("aws.accounts." + id + ".regions must name at least one, was empty");
        }
        for (var region : regions) {
            if (!REGION.matcher(region).matches()) {
                throw new IllegalArgumentException(
                        "aws.accounts." + id + ".regions must be regions such as eu-central-1, was \"" + region + "\"");
            }
        }
        role.map(AssumedRole::account).filter(owner -> !owner.equals(id)).ifPresent(owner -> {
            throw new IllegalArgumentException(
                    "aws.accounts." + id + ".roleArn must be a role of account " + id + ", was one of " + owner);
        });
    }

    /** Each region of it as a place. */
    public List<Place> places() {
        return regions.stream().distinct().map(region -> new Place(id, region)).toList();
    }
}
