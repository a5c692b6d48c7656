package io.tidegate.simulatedaws.template;

import io.tidegate.simulatedaws.protocol.ApiError;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/**
 * Launches from templates, into a subnet: there are no others.
 *
 * @param imageRefusal what EC2 refuses a launch from an image with
 */
public record Launcher(LaunchTemplates templates, Function<String, Optional<ApiError>> imageRefusal) {

    /**
     * The template that a request means.
     *
     * @param version null for {@code $Default}
     * @throws ApiError as EC2 does, when it names none
     */
    public TemplateReference reference(@Nullable String id, @Nullable String name, @Nullable String version) {
        var template = new TemplateFinder(templates).one(id, name);
        return new TemplateReference(template.id(), template.name(), version == null ? "$Default" : version);
    }

    /** Whether a launch would succeed now, and what it would launch from. */
    public Launch launch(TemplateReference reference) {
        try {
            var finder = new TemplateFinder(templates);
            var template = finder.byId(reference.id());
            return launch(template, finder.version(template, reference.version()));
        } catch (ApiError refused) {
            return refused(refused);
        }
    }

    private Launch launch(LaunchTemplate template, TemplateVersion version) {
        var data = version.data();
        var imageId = data.imageId();
        if (imageId == null) {
            return new Launch.Refused("The request must contain the parameter ImageId");
        }
        // The names of groups are for EC2-Classic and default networks: "you must use security group IDs" elsewhere.
        if (data.hasSecurityGroups()) {
            return new Launch.Refused("The parameter groupName cannot be used with the parameter subnet");
        }
        if (TemplateWarnings.mixesGroups(data)) {
            return new Launch.Refused(TemplateWarnings.MIXED_GROUPS);
        }
        return imageRefusal
                .apply(imageId)
                .<Launch>map(Launcher::refused)
                .orElseGet(() -> new Launch.Ready(blueprint(template, version, imageId, data)));
    }

    private static Blueprint blueprint(
            LaunchTemplate template, TemplateVersion version, String imageId, RequestLaunchTemplateData data) {
        return new Blueprint(template.id(), template.name(), version.number(), imageId, data.instanceTypeAsString());
    }

    private static Launch refused(ApiError error) {
        return new Launch.Refused(String.valueOf(error.getMessage()));
    }
}
