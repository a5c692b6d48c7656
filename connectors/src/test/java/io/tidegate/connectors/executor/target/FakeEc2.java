package io.tidegate.connectors.executor.target;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseErrorItem;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.Ec2ResponseMetadata;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Knows the versions of the template {@code lt-1} and the root device of every image; remembers what is asked of it. */
final class FakeEc2 implements Ec2Client {
    static final String ROOT = "/dev/xvda";

    private static final Ec2ResponseMetadata METADATA =
            Ec2ResponseMetadata.create(DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", "r-1")));

    final List<Ec2Request> changes = new ArrayList<>();
    final List<Ec2Request> looks = new ArrayList<>();

    private final TreeMap<Long, ResponseLaunchTemplateData> versions = new TreeMap<>();
    private final List<DeleteLaunchTemplateVersionsResponseErrorItem> failures = new ArrayList<>();
    private long defaultVersion = 1;
    private int pageSize = Integer.MAX_VALUE;

    FakeEc2 version(long number, ResponseLaunchTemplateData data) {
        versions.put(number, data);
        return this;
    }

    FakeEc2 version(long number, String image) {
        return version(
                number, ResponseLaunchTemplateData.builder().imageId(image).build());
    }

    FakeEc2 defaultVersion(long number) {
        defaultVersion = number;
        return this;
    }

    FakeEc2 pages(int size) {
        pageSize = size;
        return this;
    }

    /** Deletes all but this one. */
    FakeEc2 failing(DeleteLaunchTemplateVersionsResponseErrorItem item) {
        failures.add(item);
        return this;
    }

    @Override
    public DescribeLaunchTemplatesResponse describeLaunchTemplates(DescribeLaunchTemplatesRequest request) {
        looks.add(request);
        requireTemplate(request.launchTemplateIds().getFirst());
        return DescribeLaunchTemplatesResponse.builder()
                .launchTemplates(LaunchTemplate.builder()
                        .defaultVersionNumber(defaultVersion)
                        .latestVersionNumber(versions.lastKey())
                        .build())
                .build();
    }

    @Override
    public DescribeLaunchTemplateVersionsResponse describeLaunchTemplateVersions(
            DescribeLaunchTemplateVersionsRequest request) {
        looks.add(request);
        requireTemplate(request.launchTemplateId());
        return request.hasVersions() ? named(request) : between(request);
    }

    private DescribeLaunchTemplateVersionsResponse named(DescribeLaunchTemplateVersionsRequest request) {
        var found = request.versions().stream()
                .map(name -> switch (name) {
                    case "$Latest" -> versions.lastKey();
                    case "$Default" -> defaultVersion;
                    default -> Long.parseLong(name);
                })
                .distinct()
                .map(this::described)
                .toList();
        return DescribeLaunchTemplateVersionsResponse.builder()
                .launchTemplateVersions(found)
                .build();
    }

    private DescribeLaunchTemplateVersionsResponse between(DescribeLaunchTemplateVersionsRequest request) {
        var all = List.copyOf(
                versions.subMap(Long.parseLong(request.minVersion()), true, Long.parseLong(request.maxVersion()), true)
                        .keySet());
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = (int) Math.min((long) from + pageSize, all.size());
        return DescribeLaunchTemplateVersionsResponse.builder()
                .launchTemplateVersions(
                        all.subList(from, to).stream().map(this::described).toList())
                .nextToken(to < all.size() ? String.valueOf(to) : null)
                .build();
    }

    private LaunchTemplateVersion described(long number) {
        if (!versions.containsKey(number)) {
            throw refusal("InvalidLaunchTemplateId.VersionNotFound", "Could not find version " + number);
        }
        return LaunchTemplateVersion.builder()
                .versionNumber(number)
                .defaultVersion(number == defaultVersion)
                .launchTemplateData(requireNonNull(versions.get(number)))
                .build();
    }

    @Override
    public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
        looks.add(request);
        return DescribeImagesResponse.builder()
                .images(request.imageIds().stream()
                        .map(id ->
                                Image.builder().imageId(id).rootDeviceName(ROOT).build())
                        .toList())
                .build();
    }

    @Override
    public CreateLaunchTemplateVersionResponse createLaunchTemplateVersion(CreateLaunchTemplateVersionRequest request) {
        changes.add(request);
        return (CreateLaunchTemplateVersionResponse) CreateLaunchTemplateVersionResponse.builder()
                .responseMetadata(METADATA)
                .build();
    }

    @Override
    public ModifyLaunchTemplateResponse modifyLaunchTemplate(ModifyLaunchTemplateRequest request) {
        changes.add(request);
        return (ModifyLaunchTemplateResponse) ModifyLaunchTemplateResponse.builder()
                .responseMetadata(METADATA)
                .build();
    }

    @Override
    public DeleteLaunchTemplateVersionsResponse deleteLaunchTemplateVersions(
            DeleteLaunchTemplateVersionsRequest request) {
        changes.add(request);
        var answer =
                DeleteLaunchTemplateVersionsResponse.builder().unsuccessfullyDeletedLaunchTemplateVersions(failures);
        return (DeleteLaunchTemplateVersionsResponse)
                answer.responseMetadata(METADATA).build();
    }

    private static void requireTemplate(String id) {
        if (!id.equals("lt-1")) {
            throw refusal("InvalidLaunchTemplateId.NotFound", "No launch template " + id);
        }
    }

    private static Ec2Exception refusal(String code, String message) {
        return (Ec2Exception) Ec2Exception.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return "ec2";
    }

    @Override
    public void close() {}
}
