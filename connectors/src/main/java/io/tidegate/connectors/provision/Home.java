package io.tidegate.connectors.provision;

import java.util.regex.Pattern;

/** The account and region in which resources stand, for the ARNs of those that are not made yet. */
public record Home(String partition, String region, String account) {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    public Home {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("account must have 12 digits, was \"" + account + "\"");
        }
    }

    String queue(String name) {
        return arn("sqs", name);
    }

    /** Of a rule of the default event bus. */
    public String rule(String name) {
        return arn("events", "rule/" + name);
    }

    String provider(String name) {
        return arn("ecs", "capacity-provider/" + name);
    }

    private String arn(String service, String resource) {
        return "arn:%s:%s:%s:%s:%s".formatted(partition, service, region, account, resource);
    }
}
