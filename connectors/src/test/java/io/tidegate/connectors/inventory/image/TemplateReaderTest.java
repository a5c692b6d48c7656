package io.tidegate.connectors.inventory.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.ManualClock;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.LaunchTemplateState;
import io.tidegate.schemas.MachineImage;
import io.tidegate.schemas.TemplateGroup;
import io.tidegate.schemas.TemplateVersion;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

class TemplateReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Target.Cluster DEMO = new Target.Cluster(Place.DEFAULT, "demo");
    private static final Target.LaunchTemplate TEMPLATE = new Target.LaunchTemplate(Place.DEFAULT, "lt-1");

    private final FakeTemplates aws = new FakeTemplates();
    private final SourceCounters counters = new SourceCounters();
    private final TemplateReader reader = new TemplateReader(aws, counters, new ManualClock(NOW.toString()));

    private static WatchedTemplate.Selector named(String pattern, boolean caseSensitive) {
        return new WatchedTemplate.Selector(
                List.of("self"),
                Optional.of(new NamePattern(pattern, caseSensitive)),
                new TreeMap<>(Map.of("team", "web*", "stage", "prod")),
                Optional.of("arm64"));
    }

    private static WatchedTemplate.Selector any() {
        return new WatchedTemplate.Selector(List.of("self"), Optional.empty(), new TreeMap<>(), Optional.empty());
    }

    private static WatchedTemplate watched(WatchedTemplate.Selector images, String... groups) {
        return new WatchedTemplate(DEMO, TEMPLATE, List.of(groups), images, "$Latest", false);
    }

    private static WatchedTemplate from(String source, boolean numbers, String... groups) {
        return new WatchedTemplate(DEMO, TEMPLATE, List.of(groups), any(), source, numbers);
    }

    private LaunchTemplateState read(WatchedTemplate watched) {
        return (LaunchTemplateState) reader.read(watched).getObserved();
    }

    private static Image image(String id, String name, String createdAt) {
        return Image.builder()
                .imageId(id)
                .name(name)
                .state("available")
                .creationDate(createdAt)
                .build();
    }

    private static AutoScalingGroup group(String name, String template, String version) {
        return AutoScalingGroup.builder()
                .autoScalingGroupName(name)
                .launchTemplate(specification(template, version))
                .build();
    }

    private static LaunchTemplateSpecification specification(String template, String version) {
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(template)
                .version(version)
                .build();
    }

    @Test
    void tellsOfATemplateUnderTheTargetOfThePolicy() {
        aws.version("lt-1", 1, "ami-1").image(image("ami-1", "web", "2025-12-01T00:00:00.000Z"));

        var observation = reader.read(watched(any()));

        assertThat(observation.getTarget()).isEqualTo("cluster/demo");
        assertThat(observation.getObservedAt()).isEqualTo(NOW);
        assertThat(observation.getObserved())
                .isEqualTo(new LaunchTemplateState(
                        "launch-template/lt-1",
                        true,
                        1L,
                        1L,
                        List.of(new TemplateVersion(1L, "ami-1", null, null, List.of())),
                        List.of(),
                        List.of(new MachineImage("ami-1", "web", Instant.parse("2025-12-01T00:00:00Z"))),
                        List.of()));
        assertThat(counters.reads()).isEqualTo(3);
    }

    @Test
    void tellsThatAwsKnowsNoSuchTemplateAndNothingMore() {
        var state = read(watched(any(), "web"));

        assertThat(state)
                .isEqualTo(new LaunchTemplateState(
                        "launch-template/lt-1", false, 0L, 0L, List.of(), List.of(), List.of(), List.of()));
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isEqualTo(1);
        assertThat(aws.calls().keySet()).containsExactly("DescribeLaunchTemplates");
    }

    @Test
    void tellsTheDefaultTheLatestTheSourceAndWhatGroupsArePinnedTo() {
        LongStream.rangeClosed(1, 9).forEach(number -> aws.version("lt-1", number, "ami-" + number));
        aws.group(group("web", "lt-1", "3"))
                .group(group("shop", "lt-1", "$Latest"))
                .group(group("api", "lt-2", "4"));

        var state = read(from("7", false, "web", "shop", "api"));

        assertThat(state.getVersions()).extracting(TemplateVersion::getNumber).containsExactly(1L, 3L, 7L, 9L);
        assertThat(state.getNumbers()).isEmpty();
        assertThat(state.getDefaultVersion()).isEqualTo(1);
        assertThat(state.getLatestVersion()).isEqualTo(9);
        assertThat(aws.calls()).containsEntry("DescribeLaunchTemplateVersions", 4);
    }

    @Test
    void leavesOutVersionsThatAreGone() {
        aws.version("lt-1", 5, "ami-5").group(group("web", "lt-1", "3"));

        var state = read(from("4", false, "web"));

        assertThat(state.getVersions()).extracting(TemplateVersion::getNumber).containsExactly(5L);
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isEqualTo(2);
    }

    @Test
    void tellsTheNumbersOfAllVersionsWhereThePolicyLimitsThem() {
        LongStream.rangeClosed(1, 1_010).forEach(number -> aws.version("lt-1", number, "ami-" + number));

        var state = read(from("$Latest", true));

        assertThat(state.getNumbers())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1_000).boxed().toList());
        assertThat(state.getVersions()).extracting(TemplateVersion::getNumber).containsExactly(1L, 1_010L);
        assertThat(aws.calls()).containsEntry("DescribeLaunchTemplateVersions", 337);
    }

    @Test
    void tellsWhatAVersionHasAndTheGroupsOfItsFirstInterface() {
        aws.version(
                        "lt-1",
                        1,
                        ResponseLaunchTemplateData.builder()
                                .imageId("ami-1")
                                .keyName("ops")
                                .instanceType("m7g.large")
                                .securityGroupIds("sg-2", "sg-1")
                                .build())
                .version(
                        "lt-1",
                        2,
                        ResponseLaunchTemplateData.builder()
                                .networkInterfaces(
                                        LaunchTemplateInstanceNetworkInterfaceSpecification.builder()
                                                .groups("sg-4", "sg-3")
                                                .build(),
                                        LaunchTemplateInstanceNetworkInterfaceSpecification.builder()
                                                .groups("sg-5")
                                                .build())
                                .build());

        assertThat(read(watched(any())).getVersions())
                .containsExactly(
                        new TemplateVersion(1L, "ami-1", "ops", "m7g.large", List.of("sg-1", "sg-2")),
                        new TemplateVersion(2L, null, null, null, List.of("sg-3", "sg-4")));
    }

    @Test
    void tellsTheNewestImagesOfAllPages() {
        aws.version("lt-1", 1, "ami-1");
        for (int day = 1; day <= 8; day++) {
            aws.image(image("ami-" + day, "web", "2025-12-0" + day + "T00:00:00.000Z"));
        }
        aws.image(image("ami-0", "web", "2025-12-08T00:00:00.000Z"));

        assertThat(read(watched(any())).getImages())
                .extracting(MachineImage::getId)
                .containsExactly("ami-0", "ami-8", "ami-7", "ami-6", "ami-5");
        assertThat(aws.calls()).containsEntry("DescribeImages", 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AwsBackup_*", "awsbackup_*", "AWSBACKUP_*"})
    void findsNamesInUpperAndLowerCase(String pattern) {
        aws.version("lt-1", 1, "ami-1")
                .image(image("ami-1", "AwsBackup_i-1_b5", "2025-12-01T00:00:00.000Z"))
                .image(image("ami-2", "other", "2025-12-02T00:00:00.000Z"))
                .image(Image.builder()
                        .imageId("ami-3")
                        .state("available")
                        .creationDate("2025-12-03T00:00:00.000Z")
                        .build());

        assertThat(read(watched(named(pattern, false))).getImages())
                .extracting(MachineImage::getId)
                .containsExactly("ami-1");
        assertThat(filters())
                .containsExactlyInAnyOrder(
                        "state=[available]", "architecture=[arm64]", "tag:team=[web*]", "tag:stage=[prod]");
    }

    @Test
    void asksAwsForNamesWhereTheirCaseCounts() {
        aws.version("lt-1", 1, "ami-1")
                .image(image("ami-1", "AwsBackup_i-1", "2025-12-01T00:00:00.000Z"))
                .image(image("ami-2", "awsbackup_i-1", "2025-12-02T00:00:00.000Z"));

        assertThat(read(watched(named("awsbackup_*", true))).getImages())
                .extracting(MachineImage::getId)
                .containsExactly("ami-2");
        assertThat(filters()).contains("name=[awsbackup_*]");
        assertThat(aws.looks()).extracting(DescribeImagesRequest::owners).containsExactly(List.of("self"));
    }

    private List<String> filters() {
        return aws.looks().getFirst().filters().stream()
                .map((Filter filter) -> filter.name() + "=" + filter.values())
                .toList();
    }

    @Test
    void leavesOutImagesThatAreDeprecatedOrHaveNoDate() {
        aws.version("lt-1", 1, "ami-1")
                .image(image("ami-1", "web", "2025-12-01T00:00:00.000Z"))
                .image(deprecated("ami-2", "2025-12-31T23:59:59.000Z"))
                .image(deprecated("ami-3", "2026-01-01T00:00:00.000Z"))
                .image(deprecated("ami-4", "2026-01-01T00:00:01.000Z"))
                .image(image("ami-5", "web", "yesterday"))
                .image(image("ami-6", "web", "2025-12-31T00:00:00.000Z").toBuilder()
                        .state("pending")
                        .build());

        assertThat(read(watched(any())).getImages())
                .extracting(MachineImage::getId)
                .containsExactly("ami-4", "ami-1");
    }

    private static Image deprecated(String id, String at) {
        return image(id, "web", "2025-12-02T00:00:00.000Z").toBuilder()
                .deprecationTime(at)
                .build();
    }

    @Test
    void tellsWhatGroupsLaunchFromAndWhichAreBeingRefreshed() {
        aws.version("lt-1", 1, "ami-1")
                .group(group("web", "lt-1", "1"))
                .group(group("shop", "lt-1", "$Default"))
                .group(group("api", "lt-2", "7"))
                .group(AutoScalingGroup.builder()
                        .autoScalingGroupName("mixed")
                        .mixedInstancesPolicy(mixed -> mixed.launchTemplate(
                                template -> template.launchTemplateSpecification(specification("lt-1", "$Latest"))))
                        .build())
                .refresh("web", refresh("InProgress"))
                .refresh("web", refresh("Failed"))
                .refresh("shop", refresh("Successful"));

        assertThat(read(watched(any(), "shop", "gone", "web", "mixed", "api")).getGroups())
                .containsExactly(
                        new TemplateGroup("shop", "$Default", null),
                        new TemplateGroup("web", "1", "InProgress"),
                        new TemplateGroup("mixed", "$Latest", null),
                        new TemplateGroup("api", null, null));
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isEqualTo(1);
        assertThat(aws.calls()).containsEntry("DescribeAutoScalingGroups", 2);
    }

    private static InstanceRefresh refresh(String status) {
        return InstanceRefresh.builder().status(status).build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeLaunchTemplates",
                "DescribeLaunchTemplateVersions",
                "DescribeImages",
                "DescribeAutoScalingGroups",
                "DescribeInstanceRefreshes"
            })
    void tellsNothingWhenAPartCannotBeRead(String operation) {
        aws.version("lt-1", 1, "ami-1").group(group("web", "lt-1", "1")).fail(operation);

        assertThatThrownBy(() -> read(watched(any(), "web"))).isInstanceOf(Ec2Exception.class);
    }
}
