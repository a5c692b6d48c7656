package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.command.TemplateStep.SetDefault;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.TemplateObserved;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;

class DefaultVersionsTest {
    private static final Target.LaunchTemplate TEMPLATE = new Target.LaunchTemplate(Place.DEFAULT, "lt-1");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final FakeEc2 ec2 =
            new FakeEc2().version(2, "ami-2").version(3, "ami-3").defaultVersion(2);
    private final DefaultVersions defaults = new DefaultVersions(ec2, TIMEOUT);

    @Test
    void showsTheDefault() {
        assertThat(defaults.observe(TEMPLATE, new SetDefault("lt-1", 3))).isEqualTo(new TemplateObserved.Default(2));
    }

    @Test
    void saysThatAwsKnowsNoSuchTemplate() {
        assertThat(defaults.observe(TEMPLATE, new SetDefault("lt-2", 3)))
                .isEqualTo(new Observed.NotFound("No launch template lt-2"));
    }

    @Test
    void setsTheDefaultWithinItsTimeLimit() {
        assertThat(defaults.apply(TEMPLATE, new SetDefault("lt-1", 3))).isEqualTo(new Answer.Accepted("r-1"));

        var sent = (ModifyLaunchTemplateRequest) ec2.changes.getFirst();
        assertThat(sent.defaultVersion()).isEqualTo("3");
        assertThat(sent.overrideConfiguration().orElseThrow().apiCallTimeout()).contains(TIMEOUT);
    }
}
