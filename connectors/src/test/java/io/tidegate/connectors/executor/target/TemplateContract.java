package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.command.TemplateStep.DeleteVersions;
import io.tidegate.connectors.executor.command.TemplateStep.NewVersion;
import io.tidegate.connectors.executor.command.TemplateStep.Overrides;
import io.tidegate.connectors.executor.command.TemplateStep.PinGroup;
import io.tidegate.connectors.executor.command.TemplateStep.Preferences;
import io.tidegate.connectors.executor.command.TemplateStep.RefreshInstances;
import io.tidegate.connectors.executor.command.TemplateStep.ScaleInProtected;
import io.tidegate.connectors.executor.command.TemplateStep.SetDefault;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.TemplateObserved.Default;
import io.tidegate.connectors.executor.plan.TemplateObserved.Existing;
import io.tidegate.connectors.executor.plan.TemplateObserved.Launch;
import io.tidegate.connectors.executor.plan.TemplateObserved.NotRefreshed;
import io.tidegate.connectors.executor.plan.TemplateObserved.Versions;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.topic.GeneratedClasses;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the executor relies on where launch templates are brought to another image, whoever answers. */
abstract class TemplateContract {
    static {
        GeneratedClasses.trust();
    }

    static final String OLD = "ami-00000000000000001";
    static final String NEW = "ami-00000000000000009";

    /** Before anything that a test does. */
    final Instant now = Instant.now();

    private String template;

    abstract StepActuator<Target.LaunchTemplate, NewVersion> making();

    abstract StepActuator<Target.LaunchTemplate, SetDefault> defaults();

    abstract StepActuator<Target.LaunchTemplate, DeleteVersions> deletion();

    abstract StepActuator<Target.LaunchTemplate, PinGroup> pinning();

    abstract StepActuator<Target.LaunchTemplate, RefreshInstances> refreshing();

    /** Has a launch template with one version, and its image and another one; the template's id. */
    abstract String addTemplate();

    /** Has a group with two instances that launches from a version of the template. */
    abstract void addGroup(String name, String version);

    /** Images by the numbers of versions. */
    abstract Map<Long, String> images();

    @BeforeEach
    void add() {
        template = addTemplate();
    }

    final String template() {
        return template;
    }

    final Target.LaunchTemplate target() {
        return new Target.LaunchTemplate(Place.DEFAULT, template);
    }

    final NewVersion newVersion(String token) {
        return new NewVersion(
                template, NEW, "$Latest", token, new Overrides(Optional.empty(), Optional.empty(), List.of()));
    }

    /** Looks, and makes a version of what was seen. */
    final Answer make(String token) {
        var seen = (Versions) making().observe(target(), newVersion(token));
        return making().apply(target(), newVersion(token).of(seen.source().number(), seen.kept()));
    }

    @Test
    void makesAVersionThatShows() {
        assertThat(making().observe(target(), newVersion("token-1")).shows(newVersion("token-1")))
                .isFalse();

        assertThat(make("token-1")).isInstanceOf(Answer.Accepted.class);

        assertThat(images()).isEqualTo(Map.of(1L, OLD, 2L, NEW));
        assertThat(making().observe(target(), newVersion("token-1")).shows(newVersion("token-1")))
                .isTrue();
    }

    @Test
    void makesOneVersionOfOneToken() {
        var seen = (Versions) making().observe(target(), newVersion("token-1"));
        var step = newVersion("token-1").of(seen.source().number(), seen.kept());

        making().apply(target(), step);
        making().apply(target(), step);

        assertThat(images()).isEqualTo(Map.of(1L, OLD, 2L, NEW));
    }

    @Test
    void makesAVersionTheDefault() {
        make("token-1");
        var step = new SetDefault(template, 2);
        assertThat(defaults().observe(target(), step)).isEqualTo(new Default(1));

        assertThat(defaults().apply(target(), step)).isInstanceOf(Answer.Accepted.class);
        assertThat(defaults().apply(target(), step)).isInstanceOf(Answer.Accepted.class);

        assertThat(defaults().observe(target(), step)).isEqualTo(new Default(2));
    }

    @Test
    void deletesWhatNothingUses() {
        make("token-1");
        make("token-2");
        make("token-3");
        var step = new DeleteVersions(template, List.of(1L, 2L, 3L, 4L));
        assertThat(deletion().observe(target(), step))
                .isEqualTo(new Existing(List.of(2L, 3L), Map.of(1L, "the default", 4L, "the latest")));

        assertThat(deletion().apply(target(), step.of(List.of(2L, 3L), List.of())))
                .isInstanceOf(Answer.Accepted.class);

        assertThat(images()).isEqualTo(Map.of(1L, OLD, 4L, NEW));
    }

    @Test
    void deletesTwiceAsOnce() {
        make("token-1");
        make("token-2");
        var step = new DeleteVersions(template, List.of(2L));

        deletion().apply(target(), step);

        assertThat(deletion().apply(target(), step)).isInstanceOf(Answer.Accepted.class);
        assertThat(deletion().observe(target(), step)).isEqualTo(new Existing(List.of(), Map.of()));
    }

    @Test
    void pinsAGroup() {
        addGroup("web", "1");
        make("token-1");
        var step = new PinGroup(template, "web", 2);
        assertThat(pinning().observe(target(), step)).isEqualTo(new Launch("1", Optional.empty()));

        assertThat(pinning().apply(target(), step)).isInstanceOf(Answer.Accepted.class);
        assertThat(pinning().apply(target(), step)).isInstanceOf(Answer.Accepted.class);

        assertThat(pinning().observe(target(), step)).isEqualTo(new Launch("2", Optional.empty()));
    }

    @Test
    void showsAGroupThatIsPinnedToNothing() {
        addGroup("web", "$Latest");

        assertThat(pinning().observe(target(), new PinGroup(template, "web", 2)))
                .isEqualTo(new Launch("$Latest", Optional.empty()));
        assertThat(pinning().observe(target(), new PinGroup(template, "none", 2)))
                .isEqualTo(new Observed.NotFound("EC2 Auto Scaling knows no group none"));
    }

    @Test
    void showsWhatAGroupLaunchesAmongWhatIsUsed() {
        make("token-1");
        make("token-2");
        addGroup("web", "2");
        addGroup("shop", "$Latest");

        assertThat(deletion().observe(target(), new DeleteVersions(template, List.of(1L, 2L, 3L))))
                .isEqualTo(new Existing(
                        List.of(), Map.of(1L, "the default", 2L, "what asg/web launches", 3L, "the latest")));
    }

    @Test
    void beginsARefreshThatShows() {
        addGroup("web", "1");
        var step = new RefreshInstances(
                template, "web", now, new Preferences(50, true, ScaleInProtected.IGNORE, OptionalInt.of(1)));
        assertThat(refreshing().observe(target(), step)).isEqualTo(new NotRefreshed());

        assertThat(refreshing().apply(target(), step)).isInstanceOf(Answer.Accepted.class);

        assertThat(refreshing().observe(target(), step).shows(step)).isTrue();
    }
}
