package io.tidegate.simulatedaws.template;

import io.tidegate.simulatedaws.ec2.Ec2Errors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what requests name: a launch template by either its id or its name, and a version of it. */
record TemplateFinder(LaunchTemplates templates) {
    private static final Pattern ID = Pattern.compile("lt-([0-9a-f]{8}|[0-9a-f]{17})");

    LaunchTemplate one(@Nullable String id, @Nullable String name) {
        if (id != null && name != null) {
            throw Ec2Errors.combination(
                    "Either LaunchTemplateId or LaunchTemplateName must be given, were " + id + " and " + name);
        }
        if (id != null) {
            return byId(id);
        }
        if (name != null) {
            return byName(name);
        }
        throw Ec2Errors.missing("LaunchTemplateId or LaunchTemplateName");
    }

    LaunchTemplate byId(String id) {
        if (!ID.matcher(id).matches()) {
            throw TemplateErrors.malformedId(id);
        }
        return templates.find(id).orElseThrow(() -> TemplateErrors.noId(id));
    }

    LaunchTemplate byName(String name) {
        return templates.named(name).orElseThrow(() -> TemplateErrors.noName(name));
    }

    TemplateVersion version(LaunchTemplate template, String version) {
        return template.version(version).orElseThrow(() -> TemplateErrors.noVersion(template, version));
    }
}
