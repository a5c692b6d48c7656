package io.tidegate.connectors.inventory.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.LaunchTemplateState;
import io.tidegate.schemas.MachineImage;
import io.tidegate.schemas.TemplateGroup;
import io.tidegate.schemas.TemplateVersion;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.topic.GeneratedClasses;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the reader relies on of launch templates and images, whoever answers. */
abstract class TemplateContract {
    static {
        GeneratedClasses.trust();
    }

    static final String OLD = "ami-00000000000000001";
    static final String NEW = "ami-00000000000000009";

    abstract TemplateApi api();

    abstract Clock clock();

    /** Adds a template with one version; its id. */
    abstract String addTemplate();

    /** Adds a version that is like the latest but for its image. */
    abstract void addVersion(String template, String image);

    /** Adds an image that is newer than those before it. */
    abstract void addImage(String id, String name);

    abstract void deprecate(String image);

    /** Adds a group that launches from a version of a template. */
    abstract void addGroup(String name, String template, String version);

    /** Begins to refresh a group. */
    abstract void refresh(String group);

    final LaunchTemplateState read(String template, String name, boolean caseSensitive, String... groups) {
        var watched = new WatchedTemplate(
                new Target.Group(Place.DEFAULT, "web"),
                new Target.LaunchTemplate(Place.DEFAULT, template),
                List.of(groups),
                new WatchedTemplate.Selector(
                        List.of("self"),
                        Optional.of(new NamePattern(name, caseSensitive)),
                        new TreeMap<>(),
                        Optional.empty()),
                "$Latest",
                true);
        var reader = new TemplateReader(api(), new SourceCounters(), clock());
        return (LaunchTemplateState) reader.read(watched).getObserved();
    }

    @Test
    void tellsVersionsAndTheirImages() {
        addImage(OLD, "web-1");
        addImage(NEW, "web-9");
        var template = addTemplate();
        addVersion(template, NEW);

        var state = read(template, "*", false);

        assertThat(state.getDefaultVersion()).isEqualTo(1);
        assertThat(state.getLatestVersion()).isEqualTo(2);
        assertThat(state.getNumbers()).containsExactly(1L, 2L);
        assertThat(state.getVersions())
                .containsExactly(
                        new TemplateVersion(1L, OLD, null, null, List.of()),
                        new TemplateVersion(2L, NEW, null, null, List.of()));
    }

    @Test
    void tellsThatThereIsNoSuchTemplate() {
        assertThat(read("lt-0fffffffffffffff0", "*", false).getFound()).isFalse();
    }

    @Test
    void findsTheNewestImageWhateverTheCaseOfItsName() {
        var template = addTemplate();
        addImage(OLD, "AwsBackup_i-1_b5");
        addImage(NEW, "AwsBackup_i-1_c6");
        addImage("ami-00000000000000005", "other");

        assertThat(read(template, "awsbackup_*", false).getImages())
                .extracting(MachineImage::getId)
                .containsExactly(NEW, OLD);
        assertThat(read(template, "awsbackup_*", true).getImages()).isEmpty();
        assertThat(read(template, "AwsBackup_*", true).getImages()).hasSize(2);
    }

    // AWS tells its owner of an image that is deprecated.
    @Test
    void leavesOutWhatIsDeprecated() {
        var template = addTemplate();
        addImage(OLD, "web-1");
        addImage(NEW, "web-9");
        deprecate(NEW);

        assertThat(read(template, "web-*", false).getImages())
                .extracting(MachineImage::getId)
                .containsExactly(OLD);
    }

    @Test
    void tellsWhatGroupsLaunchFromAndThatOneIsBeingRefreshed() {
        addImage(OLD, "web-1");
        var template = addTemplate();
        addGroup("web", template, "1");
        addGroup("shop", template, "$Latest");
        refresh("web");

        var groups = read(template, "*", false, "web", "shop", "gone").getGroups();

        assertThat(groups).extracting(TemplateGroup::getName).containsExactly("web", "shop");
        assertThat(groups).extracting(TemplateGroup::getVersion).containsExactly("1", "$Latest");
        assertThat(groups.getFirst().getRefresh()).isIn("Pending", "InProgress");
        assertThat(groups.getLast().getRefresh()).isNull();
    }
}
