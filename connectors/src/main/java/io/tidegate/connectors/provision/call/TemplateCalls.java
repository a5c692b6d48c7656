package io.tidegate.connectors.provision.call;

import io.tidegate.connectors.provision.LaunchConfigurations;
import io.tidegate.connectors.provision.LaunchTemplate;
import io.tidegate.connectors.provision.Marker;
import io.tidegate.connectors.provision.Members;
import io.tidegate.connectors.provision.Stands;
import io.tidegate.connectors.provision.TemplateChange;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** Launch templates, and the launch configurations that they are made of. */
record TemplateCalls(Ec2Client ec2, AutoScalingClient groups) {

    /** The template that a launch configuration is to become. */
    LaunchTemplate ofConfiguration(String name) {
        var data = groups
                .describeLaunchConfigurations(request -> request.launchConfigurationNames(name))
                .launchConfigurations()
                .stream()
                .findFirst()
                .map(LaunchConfigurations::data);
        return new LaunchTemplate(name, data);
    }

    Optional<Stands> read(LaunchTemplate template) {
        try {
            return ec2
                    .describeLaunchTemplates(request -> request.launchTemplateNames(template.name()))
                    .launchTemplates()
                    .stream()
                    .findFirst()
                    .map(found -> new Stands(
                            template.id(),
                            found.tags().stream()
                                    .anyMatch(tag -> tag.key().equals(Marker.KEY)
                                            && tag.value().equals(Marker.VALUE)),
                            new Members(new TreeMap<>(Map.of("LaunchTemplateName", found.launchTemplateName())))));
        } catch (Ec2Exception e) {
            if (e.awsErrorDetails().errorCode().startsWith("InvalidLaunchTemplateName.NotFound")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    void apply(TemplateChange change) {
        switch (change) {
            case TemplateChange.CreateLaunchTemplate create -> ec2.createLaunchTemplate(create.request());
            case TemplateChange.DeleteLaunchTemplate delete ->
                ec2.deleteLaunchTemplate(
                        request -> request.launchTemplateName(delete.template().name()));
        }
    }
}
