package io.tidegate.simulatedaws.image;

import io.tidegate.simulatedaws.ec2.Ec2Filters;
import io.tidegate.simulatedaws.ec2.Ec2Pages;
import io.tidegate.simulatedaws.ec2.Ec2Tags;
import io.tidegate.simulatedaws.identity.Place;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DeviceType;

/** The operations of EC2 about images; whom they are shared with is not simulated. */
public final class ImageApi {
    private static final int MOST = 1_000; // The largest page that DescribeImages' paginators use; EC2 names none.

    /** "2009-02-03T00:00:00.000Z": always with milliseconds (DescribeImages, CreationDate). */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String ROOT_DEVICE = "/dev/xvda"; // That of Amazon Linux, and so of ECS's own images.

    private static final Ec2Filters<Image> FILTERS = new Ec2Filters<>(
            Map.of(
                    "architecture", image -> image.plan().architecture(),
                    "creation-date", image -> DATE.format(image.createdAt()),
                    "image-id", Image::id,
                    "image-type", _ -> "machine",
                    "name", image -> image.plan().name(),
                    "owner-id", Image::owner,
                    "state", image -> image.state().text()),
            image -> image.plan().tags());

    private final Images images;
    private final Place place;

    public ImageApi(Images images, Place place) {
        this.images = images;
        this.place = place;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        table.on(AwsApi.EC2, DescribeImagesRequest.class, (request, id) -> describe(request));
    }

    private DescribeImagesResponse describe(DescribeImagesRequest request) {
        request.imageIds().forEach(this::check);
        var seen = images.all().stream()
                .filter(image ->
                        request.imageIds().isEmpty() || request.imageIds().contains(image.id()))
                .filter(image -> request.owners().isEmpty() || isOwned(image, request.owners()))
                .filter(image -> !image.isDeprecated() || isOurs(image) || wants(request.includeDeprecated()))
                .filter(image -> image.state() != Image.State.DISABLED || wants(request.includeDisabled()));
        var page = Ec2Pages.page(
                request.nextToken(),
                FILTERS.matching(seen, request.filters()),
                Image::order,
                request.maxResults(),
                MOST);
        return DescribeImagesResponse.builder()
                .images(page.items().stream().map(this::shape).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private void check(String id) {
        if (!ImagePlan.isId(id)) {
            throw ApiError.badRequest("InvalidAMIID.Malformed", "Invalid id: \"" + id + "\"");
        }
        if (images.find(id).isEmpty()) {
            throw Images.notFound(id);
        }
    }

    private boolean isOwned(Image image, List<String> owners) {
        return owners.contains(image.owner()) || (isOurs(image) && owners.contains("self"));
    }

    // "If you are the AMI owner, all deprecated AMIs appear in the response regardless" (DescribeImages,
    // IncludeDeprecated).
    private boolean isOurs(Image image) {
        return image.owner().equals(place.account());
    }

    private static boolean wants(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    private software.amazon.awssdk.services.ec2.model.Image shape(Image image) {
        var plan = image.plan();
        Instant deprecatedAt = image.deprecatedAt();
        return software.amazon.awssdk.services.ec2.model.Image.builder()
                .imageId(plan.id())
                .imageLocation(image.owner() + "/" + plan.name())
                .imageType("machine")
                .name(plan.name())
                .ownerId(image.owner())
                .publicLaunchPermissions(!isOurs(image))
                .architecture(plan.architecture())
                .state(image.state().text())
                .creationDate(DATE.format(image.createdAt()))
                .deprecationTime(deprecatedAt == null ? null : DATE.format(deprecatedAt))
                .rootDeviceType(DeviceType.EBS)
                .rootDeviceName(ROOT_DEVICE)
                .tags(Ec2Tags.shapes(plan.tags()))
                .build();
    }
}
