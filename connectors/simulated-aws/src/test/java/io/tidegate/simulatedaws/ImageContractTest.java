package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.image.ImagePlan;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Images, as a real EC2 client sees them. */
class ImageContractTest {
    private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
    private static final String WEB_1 = "ami-00000000000000001";
    private static final String WEB_2 = "ami-00000000000000002";
    private static final String BACKUP = "ami-00000000000000003";
    private static final String FOREIGN = "ami-00000000000000004";

    private final SimulatedCloud cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
    private final Ec2Client ec2 = SteppedClients.client(Ec2Client.builder(), cloud);

    ImageContractTest() {
        cloud.images().add(ImagePlan.of(WEB_1, "web-1").withTag("Name", "web").withTag("team", "shop"));
        cloud.step(START.plusSeconds(60));
        cloud.images().add(ImagePlan.of(WEB_2, "web-2").withTag("Name", "web").withArchitecture("arm64"));
        cloud.images().add(ImagePlan.of(BACKUP, "AwsBackup_i-1_x").withTag("Name", "Web"));
        cloud.images().add(ImagePlan.of(FOREIGN, "web-9").ownedBy("999999999999"));
    }

    @AfterEach
    void close() {
        ec2.close();
    }

    private List<String> ids(Consumer<DescribeImagesRequest.Builder> request) {
        return ec2.describeImages(request).images().stream().map(Image::imageId).toList();
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    @Test
    void describesAnImage() {
        var image =
                ec2.describeImages(request -> request.imageIds(WEB_2)).images().getFirst();

        assertThat(image.name()).isEqualTo("web-2");
        assertThat(image.ownerId()).isEqualTo("000000000000");
        assertThat(image.architectureAsString()).isEqualTo("arm64");
        assertThat(image.stateAsString()).isEqualTo("available");
        assertThat(image.imageTypeAsString()).isEqualTo("machine");
        assertThat(image.creationDate()).isEqualTo("2026-11-27T12:01:00.000Z");
        assertThat(image.deprecationTime()).isNull();
        assertThat(image.rootDeviceName()).isEqualTo("/dev/xvda");
        assertThat(image.publicLaunchPermissions()).isFalse();
        assertThat(image.tags()).singleElement().satisfies(tag -> {
            assertThat(tag.key()).isEqualTo("Name");
            assertThat(tag.value()).isEqualTo("web");
        });
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "tag:Name | web | 1 2",
                "tag:Name | ?eb | 1 2 3",
                "tag:name | web | ''",
                "tag-key | te* | 1",
                "name | web-* | 1 2 4",
                "name | AwsBackup_* | 3",
                "name | AWSBackup_* | ''",
                "name | web | ''",
                "architecture | arm64 | 2",
                "state | available | 1 2 3 4",
                "state | pending | ''",
                "image-type | machine | 1 2 3 4",
                "owner-id | 9* | 4"
            })
    void filters(String name, String value, String expected) {
        var found = ids(request -> request.filters(filter(name, value)));

        assertThat(found.stream()
                        .map(id -> id.substring(id.length() - 1))
                        .sorted()
                        .toList())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ", -1)));
    }

    @Test
    void allFiltersMustBeMetAndOneValueOfEach() {
        var found = ids(request -> request.filters(filter("tag:Name", "web"), filter("name", "web-1", "AwsBackup*")));

        assertThat(found).containsExactly(WEB_1);
    }

    @Test
    void tellsOwnersApart() {
        assertThat(ids(request -> request.owners("self"))).containsExactlyInAnyOrder(WEB_1, WEB_2, BACKUP);
        assertThat(ids(request -> request.owners("000000000000"))).hasSize(3);
        assertThat(ids(request -> request.owners("999999999999"))).containsExactly(FOREIGN);
    }

    @Test
    void pagesInAnOrderThatIsNeitherThatOfIdsNorThatOfDates() {
        var all = ec2.describeImagesPaginator(request -> request.maxResults(3)).images().stream()
                .map(Image::imageId)
                .toList();

        assertThat(all).containsExactlyInAnyOrder(WEB_1, WEB_2, BACKUP, FOREIGN);
        assertThat(all).isNotEqualTo(all.stream().sorted().toList());
        assertThat(all).isNotEqualTo(all.stream().sorted().toList().reversed());
    }

    @Test
    void onlyTheOwnerSeesDeprecatedImagesUnasked() {
        cloud.images().deprecate(WEB_1);
        cloud.images().deprecate(FOREIGN);

        assertThat(ids(request -> {})).containsExactlyInAnyOrder(WEB_1, WEB_2, BACKUP);
        assertThat(ids(request -> request.includeDeprecated(true))).hasSize(4);
        assertThat(ec2.describeImages(request -> request.imageIds(WEB_1))
                        .images()
                        .getFirst()
                        .deprecationTime())
                .isEqualTo("2026-11-27T12:01:00.000Z");
    }

    @Test
    void disabledImagesAreSeenWhenAskedFor() {
        cloud.images().disable(WEB_1);

        assertThat(ids(request -> request.owners("self"))).containsExactlyInAnyOrder(WEB_2, BACKUP);
        assertThat(ec2.describeImages(request -> request.owners("self").includeDisabled(true))
                        .images())
                .anySatisfy(image -> assertThat(image.stateAsString()).isEqualTo("disabled"));
    }

    @Test
    void anImageIsPendingForAWhile() {
        var id = "ami-0aaaaaaaaaaaaaaaa";
        cloud.images().publish(ImagePlan.of(id, "web-3"));

        var first = state(id);
        cloud.step(cloud.now().plusSeconds(180));

        assertThat(first).isEqualTo("pending");
        assertThat(state(id)).isEqualTo("available");
    }

    private String state(String id) {
        return ec2.describeImages(request -> request.imageIds(id))
                .images()
                .getFirst()
                .stateAsString();
    }

    @Test
    void tellsTheBusWhenAnImageIsAvailableAndWhenItGoes() {
        cloud.messageQueues().add("images");
        follow("images");
        var id = "ami-0aaaaaaaaaaaaaaaa";
        cloud.images().publish(ImagePlan.of(id, "web-3"));
        cloud.step(START.plusSeconds(600));
        cloud.images().disable(id);
        cloud.images().deregister(id);

        var events = cloud.messageQueues().bodies("images").stream()
                .map(body -> JsonNode.parser().parse(body))
                .toList();

        assertThat(events)
                .extracting(event -> detail(event, "State"))
                .containsExactly("available", "disabled", "deregistered");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.field("source").orElseThrow().asString()).isEqualTo("aws.ec2");
            assertThat(event.field("detail-type").orElseThrow().asString()).isEqualTo("EC2 AMI State Change");
            assertThat(event.field("resources")
                            .orElseThrow()
                            .asArray()
                            .getFirst()
                            .asString())
                    .isEqualTo("arn:aws:ec2:us-east-1::image/" + id);
            assertThat(detail(event, "ImageId")).isEqualTo(id);
            assertThat(detail(event, "ErrorMessage")).isEmpty();
            assertThat(detail(event, "RequestId")).isNotEmpty();
        });
    }

    private void follow(String queue) {
        try (var events = SteppedClients.client(EventBridgeClient.builder(), cloud)) {
            events.putRule(request -> request.name("images")
                    .eventPattern("{\"source\":[\"aws.ec2\"],\"detail-type\":[\"EC2 AMI State Change\"]}"));
            events.putTargets(request -> request.rule("images")
                    .targets(Target.builder()
                            .id("queue")
                            .arn("arn:aws:sqs:us-east-1:000000000000:" + queue)
                            .build()));
        }
    }

    private static String detail(JsonNode event, String name) {
        return event.field("detail").orElseThrow().field(name).orElseThrow().asString();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ami-0bbbbbbbbbbbbbbbb, InvalidAMIID.NotFound", "ami-web, InvalidAMIID.Malformed"})
    void refusesIdsOfNoImage(String id, String code) {
        assertRefused(code, () -> ec2.describeImages(request -> request.imageIds(id)));
    }

    @Test
    void knowsADeregisteredImageNoMore() {
        cloud.images().deregister(WEB_1);

        assertRefused("InvalidAMIID.NotFound", () -> ec2.describeImages(request -> request.imageIds(WEB_1)));
    }

    @Test
    void refusesFiltersAndTokensThatItDoesNotHave() {
        assertRefused(
                "InvalidParameterValue", () -> ec2.describeImages(request -> request.filters(filter("colour", "red"))));
        assertRefused("InvalidParameterValue", () -> ec2.describeImages(request -> request.nextToken("!")));
        assertRefused("InvalidParameterValue", () -> ec2.describeImages(request -> request.maxResults(0)));
    }

    private static void assertRefused(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo(code));
    }
}
