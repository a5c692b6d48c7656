package io.tidegate.connectors.provision;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;

/** Changes of a launch template. */
public sealed interface TemplateChange extends Change {
    LaunchTemplate template();

    @Override
    default ResourceId subject() {
        return template().id();
    }

    @Override
    default String call() {
        return "ec2:" + getClass().getSimpleName();
    }

    /** Makes it with its tag. User data is not among what it is said to set, for it may hold secrets. */
    record CreateLaunchTemplate(LaunchTemplate template, CreateLaunchTemplateRequest request, List<Difference> sets)
            implements TemplateChange {
        @Override
        public boolean creates() {
            return true;
        }
    }

    /** Removes it with its versions. */
    record DeleteLaunchTemplate(LaunchTemplate template) implements TemplateChange {}
}
