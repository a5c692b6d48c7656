package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.group.LaunchConfigurationApi;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.image.ImageApi;
import io.tidegate.simulatedaws.image.Images;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.template.LaunchTemplates;
import io.tidegate.simulatedaws.template.Launcher;
import io.tidegate.simulatedaws.template.TemplateApi;
import io.tidegate.simulatedaws.template.TemplateVersionApi;
import io.tidegate.simulatedaws.template.TemplateWarnings;

/** What EC2 launches instances from. */
record Machines(Images images, LaunchTemplates templates, LaunchConfigurationApi configurations) {

    Launcher launcher() {
        return new Launcher(templates, images::refusal);
    }

    /** Adds their operations to {@code table}. */
    void register(OperationTable table, Arns arns) {
        var warnings = new TemplateWarnings(images::refusal);
        configurations.register(table);
        new ImageApi(images, arns.place()).register(table);
        new TemplateApi(templates, warnings, arns).register(table);
        new TemplateVersionApi(templates, warnings, arns).register(table);
    }
}
