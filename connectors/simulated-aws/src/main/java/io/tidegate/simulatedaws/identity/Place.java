package io.tidegate.simulatedaws.identity;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An account and a region: what one simulated cloud is the whole world of.
 *
 * @param account 12 digits
 * @param region for example {@code us-east-1}
 */
public record Place(String account, String region) {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}");

    /** Where a cloud is when nobody says. */
    public static final Place DEFAULT = new Place("000000000000", "us-east-1");

    public Place {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("account must be 12 digits, was " + account);
        }
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException("region must be one such as us-east-1, was " + region);
        }
    }

    /** The two availability zones that groups launch in. */
    public List<String> zones() {
        return List.of(region + "a", region + "b");
    }

    /** As {@code <account>/<region>}. */
    @Override
    public String toString() {
        return account + "/" + region;
    }
}
