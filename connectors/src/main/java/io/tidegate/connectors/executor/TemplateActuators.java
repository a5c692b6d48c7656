package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.command.TemplateStep;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.target.DefaultVersions;
import io.tidegate.connectors.executor.target.GroupPinning;
import io.tidegate.connectors.executor.target.InstanceRefreshes;
import io.tidegate.connectors.executor.target.StepActuator;
import io.tidegate.connectors.executor.target.VersionDeletion;
import io.tidegate.connectors.executor.target.VersionMaking;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;

/** Who takes each kind of step about launch templates in one account and region. */
record TemplateActuators(
        StepActuator<Target.LaunchTemplate, TemplateStep.NewVersion> making,
        StepActuator<Target.LaunchTemplate, TemplateStep.SetDefault> defaults,
        StepActuator<Target.LaunchTemplate, TemplateStep.PinGroup> pinning,
        StepActuator<Target.LaunchTemplate, TemplateStep.DeleteVersions> deletion,
        StepActuator<Target.LaunchTemplate, TemplateStep.RefreshInstances> refreshing) {

    /** Those of AWS itself, each call within {@code timeout}. */
    static TemplateActuators through(AwsCalls aws, Duration timeout) {
        return new TemplateActuators(
                new VersionMaking(aws.ec2(), timeout),
                new DefaultVersions(aws.ec2(), timeout),
                new GroupPinning(aws.groups(), timeout),
                new VersionDeletion(aws.ec2(), aws.groups(), timeout),
                new InstanceRefreshes(aws.groups(), timeout));
    }

    Observed observe(Target.LaunchTemplate target, TemplateStep step) {
        return switch (step) {
            case TemplateStep.NewVersion make -> making.observe(target, make);
            case TemplateStep.SetDefault choose -> defaults.observe(target, choose);
            case TemplateStep.PinGroup pin -> pinning.observe(target, pin);
            case TemplateStep.DeleteVersions delete -> deletion.observe(target, delete);
            case TemplateStep.RefreshInstances refresh -> refreshing.observe(target, refresh);
        };
    }

    Answer apply(Target.LaunchTemplate target, TemplateStep step) {
        return switch (step) {
            case TemplateStep.NewVersion make -> making.apply(target, make);
            case TemplateStep.SetDefault choose -> defaults.apply(target, choose);
            case TemplateStep.PinGroup pin -> pinning.apply(target, pin);
            case TemplateStep.DeleteVersions delete -> deletion.apply(target, delete);
            case TemplateStep.RefreshInstances refresh -> refreshing.apply(target, refresh);
        };
    }
}
