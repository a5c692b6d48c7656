package io.tidegate.connectors.provision;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** Changes of a group. */
public sealed interface GroupChange extends Change {
    Group group();

    @Override
    default ResourceId subject() {
        return group().id();
    }

    @Override
    default String call() {
        return "autoscaling:" + getClass().getSimpleName();
    }

    /** Makes it with its tag and its hooks: the first instances shall not slip by. */
    record CreateAutoScalingGroup(Group group, CreateAutoScalingGroupRequest request, List<Difference> sets)
            implements GroupChange {
        @Override
        public boolean creates() {
            return true;
        }
    }

    /** Sets tags, the one that makes it ours among them where it is taken over. */
    record CreateOrUpdateTags(Group group, List<Tag> tags, List<Difference> sets) implements GroupChange {
        public CreateOrUpdateTags {
            tags = List.copyOf(tags);
        }
    }

    /** Sets members. */
    record UpdateAutoScalingGroup(Group group, Set<String> members, List<Difference> sets) implements GroupChange {
        public UpdateAutoScalingGroup {
            members = Set.copyOf(members);
        }
    }

    /** Attaches target groups. */
    record AttachLoadBalancerTargetGroups(Group group, List<String> arns) implements GroupChange {}

    /** Detaches target groups. */
    record DetachLoadBalancerTargetGroups(Group group, List<String> arns) implements GroupChange {}

    /** Attaches classic load balancers. */
    record AttachLoadBalancers(Group group, List<String> names) implements GroupChange {}

    /** Detaches classic load balancers. */
    record DetachLoadBalancers(Group group, List<String> names) implements GroupChange {}

    /**
     * Removes it with its hooks.
     *
     * @param force with its instances
     */
    record DeleteAutoScalingGroup(Group group, boolean force) implements GroupChange {}
}
