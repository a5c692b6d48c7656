package io.tidegate.simulatedaws.template;

import io.tidegate.simulatedaws.protocol.ApiError;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ValidationError;
import software.amazon.awssdk.services.ec2.model.ValidationWarning;

/**
 * What would not launch, and is taken all the same: "if the new version of the launch template contains parameters or parameter
 * combinations that are not valid, an error code and an error message are returned" (CreateLaunchTemplateVersion, warning).
 *
 * @param imageRefusal what EC2 would refuse a launch from an image with
 */
public record TemplateWarnings(Function<String, Optional<ApiError>> imageRefusal) {

    static final String MIXED_GROUPS =
            "Network interfaces and an instance-level security groups may not be specified on the same request";

    /** Whether security groups stand beside network interfaces, instead of inside them. */
    static boolean mixesGroups(RequestLaunchTemplateData data) {
        return data.hasNetworkInterfaces() && (data.hasSecurityGroups() || data.hasSecurityGroupIds());
    }

    /** Null where there is none. */
    @Nullable
    ValidationWarning of(RequestLaunchTemplateData data) {
        var errors = new ArrayList<ValidationError>();
        if (data.imageId() != null) {
            imageRefusal
                    .apply(data.imageId())
                    .ifPresent(refusal -> errors.add(error(refusal.code(), String.valueOf(refusal.getMessage()))));
        }
        if (mixesGroups(data)) {
            errors.add(error("InvalidParameterCombination", MIXED_GROUPS));
        }
        return errors.isEmpty()
                ? null
                : ValidationWarning.builder().errors(errors).build();
    }

    private static ValidationError error(String code, String message) {
        return ValidationError.builder().code(code).message(message).build();
    }
}
