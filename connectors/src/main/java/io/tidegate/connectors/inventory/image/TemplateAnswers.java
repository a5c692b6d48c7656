package io.tidegate.connectors.inventory.image;

import java.util.List;
import java.util.SortedMap;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/**
 * What AWS told of a launch template that exists.
 *
 * @param versions in any order; maybe more than are wanted
 * @param images that are selected but for their names, and maybe their age
 * @param groups in the order of the policy
 * @param refreshes by group
 */
record TemplateAnswers(
        LaunchTemplate template,
        List<LaunchTemplateVersion> versions,
        List<Image> images,
        List<AutoScalingGroup> groups,
        SortedMap<String, List<InstanceRefresh>> refreshes) {}
