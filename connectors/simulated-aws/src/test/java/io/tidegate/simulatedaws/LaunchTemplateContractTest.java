package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.image.ImagePlan;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Launch templates and their versions, as a real EC2 client sees them. */
class LaunchTemplateContractTest {
    private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
    private static final String OLD = "ami-00000000000000001";
    private static final String NEW = "ami-00000000000000002";

    private final SimulatedCloud cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
    private final Ec2Client ec2 = SteppedClients.client(Ec2Client.builder(), cloud);

    LaunchTemplateContractTest() {
        cloud.images().add(ImagePlan.of(OLD, "old"));
        cloud.images().add(ImagePlan.of(NEW, "new"));
    }

    @AfterEach
    void close() {
        ec2.close();
    }

    private LaunchTemplate create(String name) {
        return ec2.createLaunchTemplate(request -> request.launchTemplateName(name)
                        .versionDescription("first")
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType("launch-template")
                                .tags(tag("team", "shop"))
                                .build())
                        .launchTemplateData(data()))
                .launchTemplate();
    }

    private static RequestLaunchTemplateData data() {
        return RequestLaunchTemplateData.builder()
                .imageId(OLD)
                .instanceType("m5.large")
                .keyName("ops")
                .userData("IyEvYmluL3No")
                .securityGroupIds("sg-1", "sg-2")
                .iamInstanceProfile(profile -> profile.name("web"))
                .blockDeviceMappings(device("/dev/xvda", "snap-1"))
                .tagSpecifications(LaunchTemplateTagSpecificationRequest.builder()
                        .resourceType("instance")
                        .tags(tag("Name", "web"))
                        .build())
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private static LaunchTemplateBlockDeviceMappingRequest device(String name, String snapshot) {
        return LaunchTemplateBlockDeviceMappingRequest.builder()
                .deviceName(name)
                .ebs(ebs -> ebs.snapshotId(snapshot).volumeSize(30).encrypted(true))
                .build();
    }

    private LaunchTemplateVersion createVersion(Consumer<CreateLaunchTemplateVersionRequest.Builder> request) {
        return ec2.createLaunchTemplateVersion(request).launchTemplateVersion();
    }

    private LaunchTemplateVersion withImage(String template, String source, String image) {
        return createVersion(request -> request.launchTemplateName(template)
                .sourceVersion(source)
                .launchTemplateData(data -> data.imageId(image)));
    }

    private List<Long> numbers(Consumer<DescribeLaunchTemplateVersionsRequest.Builder> request) {
        return ec2.describeLaunchTemplateVersions(request).launchTemplateVersions().stream()
                .map(LaunchTemplateVersion::versionNumber)
                .toList();
    }

    @Test
    void createsOneWithAFirstVersionThatIsTheDefault() {
        var created = create("web");
        var described = ec2.describeLaunchTemplates(request -> request.launchTemplateIds(created.launchTemplateId()))
                .launchTemplates()
                .getFirst();
        var version = ec2.describeLaunchTemplateVersions(request -> request.launchTemplateName("web"))
                .launchTemplateVersions()
                .getFirst();

        assertThat(created.launchTemplateId()).matches("lt-[0-9a-f]{17}");
        assertThat(described).isEqualTo(created);
        assertThat(described.defaultVersionNumber()).isEqualTo(1);
        assertThat(described.latestVersionNumber()).isEqualTo(1);
        assertThat(described.createTime()).isEqualTo(START);
        assertThat(described.tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo("shop"));
        assertThat(version.defaultVersion()).isTrue();
        assertThat(version.versionDescription()).isEqualTo("first");
        assertThat(version.launchTemplateId()).isEqualTo(created.launchTemplateId());
    }

    @Test
    void answersEverythingThatAVersionWasMadeOf() {
        create("web");

        var described = ec2.describeLaunchTemplateVersions(request -> request.launchTemplateName("web"))
                .launchTemplateVersions()
                .getFirst()
                .launchTemplateData();

        assertThat(described.imageId()).isEqualTo(OLD);
        assertThat(described.instanceTypeAsString()).isEqualTo("m5.large");
        assertThat(described.keyName()).isEqualTo("ops");
        assertThat(described.userData()).isEqualTo("IyEvYmluL3No");
        assertThat(described.securityGroupIds()).containsExactly("sg-1", "sg-2");
        assertThat(described.iamInstanceProfile().name()).isEqualTo("web");
        assertThat(described.tagSpecifications().getFirst().tags().getFirst().value())
                .isEqualTo("web");
        assertThat(described.blockDeviceMappings()).singleElement().satisfies(device -> {
            assertThat(device.deviceName()).isEqualTo("/dev/xvda");
            assertThat(device.ebs().snapshotId()).isEqualTo("snap-1");
            assertThat(device.ebs().volumeSize()).isEqualTo(30);
            assertThat(device.ebs().encrypted()).isTrue();
        });
    }

    @Test
    void aVersionInheritsFromItsSourceWhatIsNotSentExceptSnapshots() {
        create("web");

        var version = withImage("web", "1", NEW);

        var data = version.launchTemplateData();
        assertThat(version.versionNumber()).isEqualTo(2);
        assertThat(version.defaultVersion()).isFalse();
        assertThat(data.imageId()).isEqualTo(NEW);
        assertThat(data.keyName()).isEqualTo("ops");
        assertThat(data.securityGroupIds()).containsExactly("sg-1", "sg-2");
        assertThat(data.blockDeviceMappings()).singleElement().satisfies(device -> {
            assertThat(device.deviceName()).isEqualTo("/dev/xvda");
            assertThat(device.ebs().volumeSize()).isEqualTo(30);
            assertThat(device.ebs().snapshotId()).isNull();
        });
    }

    @Test
    void aVersionKeepsTheSnapshotsThatItIncludes() {
        create("web");

        var version = createVersion(request -> request.launchTemplateName("web")
                .sourceVersion("1")
                .launchTemplateData(data -> data.blockDeviceMappings(device("/dev/xvdb", "snap-2"))));

        assertThat(version.launchTemplateData().imageId()).isEqualTo(OLD);
        assertThat(version.launchTemplateData().blockDeviceMappings())
                .singleElement()
                .satisfies(device -> assertThat(device.ebs().snapshotId()).isEqualTo("snap-2"));
    }

    @Test
    void aVersionWithoutASourceHasOnlyWhatIsSent() {
        create("web");

        var version = createVersion(
                request -> request.launchTemplateName("web").launchTemplateData(data -> data.imageId(NEW)));

        assertThat(version.launchTemplateData().imageId()).isEqualTo(NEW);
        assertThat(version.launchTemplateData().keyName()).isNull();
        assertThat(version.launchTemplateData().hasBlockDeviceMappings()).isFalse();
    }

    @Test
    void latestAndDefaultAreFollowed() {
        create("web");
        withImage("web", "$Latest", NEW);
        createVersion(request -> request.launchTemplateName("web")
                .sourceVersion("$Latest")
                .launchTemplateData(data -> data.keyName("other")));

        var fromDefault = withImage("web", "$Default", NEW);

        assertThat(fromDefault.launchTemplateData().keyName()).isEqualTo("ops");
        assertThat(numbers(request -> request.launchTemplateName("web").versions("$Latest", "$Default")))
                .containsExactly(4L, 1L);
        ec2.modifyLaunchTemplate(request -> request.launchTemplateName("web").defaultVersion("3"));
        assertThat(numbers(request -> request.launchTemplateName("web").versions("$Default")))
                .containsExactly(3L);
        assertThat(numbers(request -> request.launchTemplateName("web").filters(filter("is-default-version", "true"))))
                .containsExactly(3L);
    }

    @Test
    void pagesThroughVersionsFromTheLatestOn() {
        create("web");
        for (var i = 0; i < 4; i++) {
            withImage("web", "1", NEW);
        }

        var all = ec2
                .describeLaunchTemplateVersionsPaginator(
                        request -> request.launchTemplateName("web").maxResults(2))
                .launchTemplateVersions()
                .stream()
                .map(LaunchTemplateVersion::versionNumber)
                .toList();

        assertThat(all).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(numbers(request ->
                        request.launchTemplateName("web").minVersion("2").maxVersion("3")))
                .containsExactly(3L, 2L);
    }

    @Test
    void tellsTheLatestOfEveryTemplate() {
        create("web");
        create("api");
        withImage("api", "1", NEW);

        assertThat(numbers(request -> request.versions("$Latest"))).containsExactlyInAnyOrder(1L, 2L);
        assertRefused("MissingParameter", () -> numbers(request -> request.versions("1")));
    }

    @Test
    void findsTemplatesByNameAndTag() {
        create("web");
        cloud.launchTemplates().add("api", data());

        var tagged = ec2.describeLaunchTemplates(request -> request.filters(filter("tag:team", "shop")));
        var all = ec2.describeLaunchTemplatesPaginator(request -> request.maxResults(1)).launchTemplates().stream()
                .map(LaunchTemplate::launchTemplateName)
                .toList();

        assertThat(tagged.launchTemplates())
                .extracting(LaunchTemplate::launchTemplateName)
                .containsExactly("web");
        assertThat(all).containsExactlyInAnyOrder("web", "api");
    }

    @Test
    void aTokenMakesOneVersionHoweverOftenItIsSent() {
        create("web");
        Consumer<CreateLaunchTemplateVersionRequest.Builder> request = builder -> builder.clientToken("once")
                .launchTemplateName("web")
                .sourceVersion("$Latest")
                .launchTemplateData(data -> data.imageId(NEW));

        var first = createVersion(request);
        var again = createVersion(request);

        assertThat(again).isEqualTo(first);
        assertThat(numbers(describe -> describe.launchTemplateName("web"))).containsExactly(2L, 1L);
        assertRefused(
                "IdempotentParameterMismatch",
                () -> createVersion(builder -> {
                    request.accept(builder);
                    builder.launchTemplateData(data -> data.imageId(OLD));
                }));
        assertThat(createVersion(builder -> {
                            request.accept(builder);
                            builder.clientToken("twice");
                        })
                        .versionNumber())
                .isEqualTo(3);
    }

    @Test
    void warnsOfAnImageThatDoesNotExistAndTakesTheVersion() {
        create("web");

        var answer = ec2.createLaunchTemplateVersion(request ->
                request.launchTemplateName("web").launchTemplateData(data -> data.imageId("ami-0bbbbbbbbbbbbbbbb")));

        assertThat(answer.launchTemplateVersion().versionNumber()).isEqualTo(2);
        assertThat(answer.warning().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.code()).isEqualTo("InvalidAMIID.NotFound"));
    }

    @Test
    void deletesVersionsButNotTheDefaultAndGivesNoNumberTwice() {
        create("web");
        withImage("web", "1", NEW);
        withImage("web", "1", NEW);

        var answer = ec2.deleteLaunchTemplateVersions(
                request -> request.launchTemplateName("web").versions("1", "3", "9"));

        assertThat(answer.successfullyDeletedLaunchTemplateVersions())
                .singleElement()
                .satisfies(item -> assertThat(item.versionNumber()).isEqualTo(3));
        assertThat(answer.unsuccessfullyDeletedLaunchTemplateVersions())
                .extracting(item ->
                        item.versionNumber() + " " + item.responseError().codeAsString())
                .containsExactly("1 unexpectedError", "9 launchTemplateVersionDoesNotExist");
        assertThat(withImage("web", "$Latest", NEW).versionNumber()).isEqualTo(4);
        assertThat(numbers(request -> request.launchTemplateName("web"))).containsExactly(4L, 2L, 1L);
    }

    @Test
    void deletesATemplateWithItsVersions() {
        create("web");

        ec2.deleteLaunchTemplate(request -> request.launchTemplateName("web"));

        assertThat(ec2.describeLaunchTemplates().launchTemplates()).isEmpty();
    }

    @Test
    void refusesWhatIsNotThere() {
        var id = create("web").launchTemplateId();

        assertRefused(
                "InvalidLaunchTemplateId.NotFound",
                () -> numbers(request -> request.launchTemplateId("lt-00000000000000000")));
        assertRefused(
                "InvalidLaunchTemplateId.Malformed", () -> numbers(request -> request.launchTemplateId("lt-web")));
        assertRefused(
                "InvalidLaunchTemplateName.NotFoundException",
                () -> ec2.describeLaunchTemplates(request -> request.launchTemplateNames("api")));
        assertRefused(
                "InvalidLaunchTemplateId.VersionNotFound",
                () -> numbers(request -> request.launchTemplateId(id).versions("7")));
        assertRefused("InvalidLaunchTemplateId.VersionNotFound", () -> withImage("web", "7", NEW));
        assertRefused(
                "InvalidLaunchTemplateId.VersionNotFound",
                () -> ec2.modifyLaunchTemplate(
                        request -> request.launchTemplateId(id).defaultVersion("7")));
    }

    @Test
    void refusesWhatCannotBe() {
        var id = create("web").launchTemplateId();

        assertRefused("InvalidLaunchTemplateName.AlreadyExistsException", () -> create("web"));
        assertRefused("InvalidLaunchTemplateName.MalformedException", () -> create("a b"));
        assertRefused(
                "InvalidParameterCombination",
                () -> numbers(request -> request.launchTemplateId(id).launchTemplateName("web")));
        assertRefused("MissingParameter", () -> numbers(request -> {}));
        assertRefused(
                "MissingParameter",
                () -> createVersion(request -> request.launchTemplateId(id).sourceVersion("1")));
        assertRefused(
                "InvalidParameterValue",
                () -> ec2.deleteLaunchTemplateVersions(
                        request -> request.launchTemplateId(id).versions("$Latest")));
    }

    private static void assertRefused(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo(code));
    }
}
