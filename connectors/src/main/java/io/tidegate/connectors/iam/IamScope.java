package io.tidegate.connectors.iam;

import java.util.List;

/**
 * What policies are narrowed to. {@code *} leaves a part open.
 *
 * @param partition for example {@code aws} or {@code aws-cn}
 * @param account of twelve digits
 * @param cluster name of ECS clusters
 * @param tagKey what may be changed carries this tag
 * @param tagValue with this value
 * @param eventBus name of the bus that outcomes go to
 * @param role ARN of the role that is assumed, or passed on
 */
public record IamScope(
        String partition,
        String region,
        String account,
        String cluster,
        String tagKey,
        String tagValue,
        String eventBus,
        String role) {

    /** Every region and cluster of the account that a policy is attached in, and what is tagged {@code tidegate=managed}. */
    public static final IamScope WIDEST =
            new IamScope("aws", "*", "*", "*", "tidegate", "managed", "default", "arn:aws:iam::*:role/tidegate");

    public IamScope {
        for (var part : List.of(partition, region, account, cluster, tagKey, tagValue, eventBus, role)) {
            if (part.isBlank()) {
                throw new IllegalArgumentException(
                        "a part of an IAM scope must not be blank, was \"%s\"".formatted(part));
            }
        }
    }

    /** The same for one account and region. */
    public IamScope in(String otherRegion, String otherAccount) {
        return new IamScope(partition, otherRegion, otherAccount, cluster, tagKey, tagValue, eventBus, role);
    }

    /** The same for another event bus. */
    public IamScope publishingTo(String bus) {
        return new IamScope(partition, region, account, cluster, tagKey, tagValue, bus, role);
    }

    String arn(String service, String resource) {
        return "arn:%s:%s:%s:%s:%s".formatted(partition, service, region, account, resource);
    }

    // Services that are older than 2018 have no cluster in their ARNs.
    String inCluster() {
        return cluster.equals("*") ? "*" : cluster + "/*";
    }
}
