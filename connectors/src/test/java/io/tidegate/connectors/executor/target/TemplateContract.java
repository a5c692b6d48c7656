package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.command.TemplateStep.DeleteVersions;
import io.tidegate.connectors.executor.command.TemplateStep.NewVersion;
import io.tidegate.connectors.executor.command.TemplateStep.Overrides;
import io.tidegate.connectors.executor.command.TemplateStep.SetDefault;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.TemplateObserved.Default;
import io.tidegate.connectors.executor.plan.TemplateObserved.Existing;
import io.tidegate.connectors.executor.plan.TemplateObserved.Versions;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the executor relies on where launch templates are brought to another image, whoever answers. */
abstract class TemplateContract {
    static final String OLD = "ami-00000000000000001";
    static final String NEW = "ami-00000000000000009";

    private String template;

    abstract StepActuator<Target.LaunchTemplate, NewVersion> making();

    abstract StepActuator<Target.LaunchTemplate, SetDefault> defaults();

    abstract StepActuator<Target.LaunchTemplate, DeleteVersions> deletion();

    /** Has a launch template with one version, and its image and another one; the template's id. */
    abstract String addTemplate();

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
}
