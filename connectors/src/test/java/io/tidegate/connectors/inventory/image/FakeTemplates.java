package io.tidegate.connectors.inventory.image;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Launch templates, images and groups in memory, in small pages; of filters it only knows that of states. */
public final class FakeTemplates implements TemplateApi {
    private final Map<String, NavigableMap<Long, ResponseLaunchTemplateData>> templates = new ConcurrentHashMap<>();
    private final Map<String, Long> defaults = new ConcurrentHashMap<>();
    private final Map<String, AutoScalingGroup> groups = new ConcurrentHashMap<>();
    private final Map<String, List<InstanceRefresh>> refreshes = new ConcurrentHashMap<>();
    private final List<Image> images = new CopyOnWriteArrayList<>();
    private final List<DescribeImagesRequest> looks = new CopyOnWriteArrayList<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final ConcurrentSkipListMap<String, Integer> calls = new ConcurrentSkipListMap<>();

    /** Adds a version of a template, or replaces it; the first one is the default. */
    public FakeTemplates version(String template, long number, String image) {
        return version(
                template,
                number,
                ResponseLaunchTemplateData.builder().imageId(image).build());
    }

    FakeTemplates version(String template, long number, ResponseLaunchTemplateData data) {
        templates.computeIfAbsent(template, _ -> new TreeMap<>()).put(number, data);
        defaults.putIfAbsent(template, number);
        return this;
    }

    FakeTemplates image(Image image) {
        images.add(image);
        return this;
    }

    void deprecate(String image, String at) {
        images.replaceAll(each -> each.imageId().equals(image)
                ? each.toBuilder().deprecationTime(at).build()
                : each);
    }

    FakeTemplates group(AutoScalingGroup group) {
        groups.put(group.autoScalingGroupName(), group);
        return this;
    }

    FakeTemplates refresh(String group, InstanceRefresh refresh) {
        refreshes.computeIfAbsent(group, _ -> new ArrayList<>()).add(refresh);
        return this;
    }

    /** Fails an operation. */
    public FakeTemplates fail(String operation) {
        failing.add(operation);
        return this;
    }

    /** By operation. */
    Map<String, Integer> calls() {
        return Map.copyOf(calls);
    }

    List<DescribeImagesRequest> looks() {
        return looks;
    }

    @Override
    public DescribeLaunchTemplatesResponse templates(DescribeLaunchTemplatesRequest request) {
        count("DescribeLaunchTemplates");
        String id = request.launchTemplateIds().getFirst();
        if (!templates.containsKey(id)) {
            throw refusal("InvalidLaunchTemplateId.NotFound");
        }
        return DescribeLaunchTemplatesResponse.builder()
                .launchTemplates(LaunchTemplate.builder()
                        .launchTemplateId(id)
                        .defaultVersionNumber(defaults.get(id))
                        .latestVersionNumber(versionsOf(id).lastKey())
                        .build())
                .build();
    }

    @Override
    public DescribeLaunchTemplateVersionsResponse versions(DescribeLaunchTemplateVersionsRequest request) {
        count("DescribeLaunchTemplateVersions");
        var all = versionsOf(request.launchTemplateId());
        // The latest first, as AWS tells them.
        var numbers = request.hasVersions()
                ? request.versions().stream().map(Long::valueOf).toList()
                : List.copyOf(all.descendingKeySet());
        if (!all.keySet().containsAll(numbers)) {
            throw refusal("InvalidLaunchTemplateId.VersionNotFound");
        }
        return page(
                request.nextToken(),
                numbers,
                (page, next) -> DescribeLaunchTemplateVersionsResponse.builder()
                        .launchTemplateVersions(page.stream()
                                .map(number -> LaunchTemplateVersion.builder()
                                        .versionNumber(number)
                                        .launchTemplateData(requireNonNull(all.get(number)))
                                        .build())
                                .toList())
                        .nextToken(next)
                        .build());
    }

    @Override
    public DescribeImagesResponse images(DescribeImagesRequest request) {
        count("DescribeImages");
        looks.add(request);
        var available = images.stream()
                .filter(image -> stateFilter(request).values().contains(image.stateAsString()))
                // In no useful order.
                .sorted(Comparator.comparing(Image::imageId))
                .toList();
        return page(
                request.nextToken(),
                available,
                (page, next) -> DescribeImagesResponse.builder()
                        .images(page)
                        .nextToken(next)
                        .build());
    }

    private static Filter stateFilter(DescribeImagesRequest request) {
        return request.filters().stream()
                .filter(filter -> filter.name().equals("state"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public DescribeAutoScalingGroupsResponse groups(DescribeAutoScalingGroupsRequest request) {
        count("DescribeAutoScalingGroups");
        var found = groups.values().stream()
                .filter(group -> request.autoScalingGroupNames().contains(group.autoScalingGroupName()))
                .toList();
        return page(
                request.nextToken(),
                found,
                (page, next) -> DescribeAutoScalingGroupsResponse.builder()
                        .autoScalingGroups(page)
                        .nextToken(next)
                        .build());
    }

    @Override
    public DescribeInstanceRefreshesResponse refreshes(DescribeInstanceRefreshesRequest request) {
        count("DescribeInstanceRefreshes");
        return DescribeInstanceRefreshesResponse.builder()
                .instanceRefreshes(refreshes.getOrDefault(request.autoScalingGroupName(), List.of()))
                .build();
    }

    private NavigableMap<Long, ResponseLaunchTemplateData> versionsOf(String template) {
        return requireNonNull(templates.get(template));
    }

    private interface Answering<T, A> {
        A answer(List<T> page, @Nullable String next);
    }

    private static <T, A> A page(@Nullable String token, List<T> all, Answering<T, A> answering) {
        int from = token == null ? 0 : Integer.parseInt(token);
        int to = Math.min(all.size(), from + 3);
        return answering.answer(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }

    private void count(String operation) {
        calls.merge(operation, 1, Integer::sum);
        if (failing.contains(operation)) {
            throw Ec2Exception.builder()
                    .statusCode(503)
                    .awsErrorDetails(
                            AwsErrorDetails.builder().errorCode("Unavailable").build())
                    .build();
        }
    }

    private static Ec2Exception refusal(String code) {
        return (Ec2Exception) Ec2Exception.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
