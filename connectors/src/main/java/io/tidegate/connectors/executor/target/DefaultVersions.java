package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.command.TemplateStep.SetDefault;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.TemplateObserved;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The default versions of launch templates, by DescribeLaunchTemplates and ModifyLaunchTemplate. */
public final class DefaultVersions implements StepActuator<Target.LaunchTemplate, SetDefault> {
    private final Ec2Client client;
    private final Duration timeout;
    private final LaunchTemplates templates;

    /** Calls through {@code client}, each within {@code timeout}, the SDK's retries included. */
    public DefaultVersions(Ec2Client client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
        this.templates = new LaunchTemplates(client, timeout);
    }

    @Override
    public Observed observe(Target.LaunchTemplate target, SetDefault step) {
        return LaunchTemplates.unlessAbsent(() -> new TemplateObserved.Default(
                templates.described(step.template()).defaultVersionNumber()));
    }

    @Override
    public Answer apply(Target.LaunchTemplate target, SetDefault step) {
        var response = client.modifyLaunchTemplate(ChangeRequests.modifyTemplate(step, Calls.within(timeout)));
        return new Answer.Accepted(response.responseMetadata().requestId());
    }
}
