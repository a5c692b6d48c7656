package io.tidegate.simulatedaws.group;

import java.util.List;
import java.util.TreeSet;

/**
 * The load balancers that register the instances of a group, in order.
 *
 * @param loadBalancers names of classic ones
 * @param targetGroups ARNs
 */
public record Attached(List<String> loadBalancers, List<String> targetGroups) {
    public static final Attached NOTHING = new Attached(List.of(), List.of());

    public Attached {
        loadBalancers = List.copyOf(new TreeSet<>(loadBalancers));
        targetGroups = List.copyOf(new TreeSet<>(targetGroups));
    }

    /** The same with one classic load balancer more. */
    public Attached withLoadBalancer(String name) {
        return new Attached(with(loadBalancers, name), targetGroups);
    }

    /** The same with one target group more. */
    public Attached withTargetGroup(String arn) {
        return new Attached(loadBalancers, with(targetGroups, arn));
    }

    /** The same without some. */
    public Attached without(List<String> names) {
        return new Attached(
                loadBalancers.stream().filter(name -> !names.contains(name)).toList(),
                targetGroups.stream().filter(arn -> !names.contains(arn)).toList());
    }

    private static List<String> with(List<String> some, String another) {
        var all = new TreeSet<>(some);
        all.add(another);
        return List.copyOf(all);
    }
}
