package io.tidegate.simulatedaws.template;

import io.tidegate.simulatedaws.protocol.ApiError;

/** What EC2 refuses with about launch templates. */
final class TemplateErrors {
    private TemplateErrors() {}

    static ApiError noId(String id) {
        return ApiError.badRequest(
                "InvalidLaunchTemplateId.NotFound",
                "The specified launch template, with template ID " + id + ", does not exist.");
    }

    static ApiError malformedId(String id) {
        return ApiError.badRequest("InvalidLaunchTemplateId.Malformed", "Invalid id: \"" + id + "\"");
    }

    static ApiError noName(String name) {
        return ApiError.badRequest(
                "InvalidLaunchTemplateName.NotFoundException",
                "The specified launch template, with template name " + name + ", does not exist.");
    }

    static ApiError nameTaken(String name) {
        return ApiError.badRequest(
                "InvalidLaunchTemplateName.AlreadyExistsException",
                "Launch template name already in use: " + name + ".");
    }

    static ApiError malformedName(String name, String pattern) {
        return ApiError.badRequest(
                "InvalidLaunchTemplateName.MalformedException",
                "A launch template name must match " + pattern + ", was " + name);
    }

    static ApiError noVersion(LaunchTemplate template, String version) {
        return ApiError.badRequest("InvalidLaunchTemplateId.VersionNotFound", noVersionMessage(template, version));
    }

    static String noVersionMessage(LaunchTemplate template, String version) {
        return "Could not find the specified version " + version + " for the launch template with ID " + template.id()
                + ".";
    }

    static ApiError otherParameters() {
        return ApiError.badRequest(
                "IdempotentParameterMismatch",
                "Client token already used before, and the parameters are not the same as those of that request.");
    }
}
