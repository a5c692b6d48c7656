package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.template.Blueprint;
import io.tidegate.simulatedaws.template.Launch;
import io.tidegate.simulatedaws.template.Launcher;
import io.tidegate.simulatedaws.template.TemplateReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/** Launch templates in the shapes of EC2 Auto Scaling, which tries a launch before it takes one. */
record TemplateSpecs(Launcher launcher) {

    /**
     * The template that a request wants, if it wants any.
     *
     * @throws ApiError when there is none, or nothing could be launched from it
     */
    Optional<TemplateReference> wanted(@Nullable LaunchTemplateSpecification spec) {
        if (spec == null) {
            return Optional.empty();
        }
        var reference = reference(spec);
        if (launcher.launch(reference) instanceof Launch.Refused refused) {
            throw invalid(refused.message());
        }
        return Optional.of(reference);
    }

    private TemplateReference reference(LaunchTemplateSpecification spec) {
        try {
            return launcher.reference(spec.launchTemplateId(), spec.launchTemplateName(), spec.version());
        } catch (ApiError ofEc2) {
            throw invalid(String.valueOf(ofEc2.getMessage()));
        }
    }

    static @Nullable LaunchTemplateSpecification shape(@Nullable TemplateReference template) {
        return template == null ? null : shape(template.id(), template.name(), template.version());
    }

    static @Nullable LaunchTemplateSpecification shape(@Nullable Blueprint launched) {
        return launched == null
                ? null
                : shape(launched.templateId(), launched.templateName(), String.valueOf(launched.version()));
    }

    private static LaunchTemplateSpecification shape(String id, String name, String version) {
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(id)
                .launchTemplateName(name)
                .version(version)
                .build();
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("ValidationError", "You must use a valid fully-formed launch template. " + message);
    }
}
