package io.tidegate.connectors.inventory.image;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.SourceCounters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** Asks for one thing at a time, all pages of it; what AWS does not know is counted, and nothing. Thread-safe. */
final class TemplateCalls {
    // EC2 API reference, MaxResults of DescribeLaunchTemplateVersions and of DescribeImages.
    private static final int VERSIONS_A_PAGE = 200;
    private static final int IMAGES_A_PAGE = 1_000;

    // DescribeAutoScalingGroups: at most 50 names unless MaxRecords says more (API reference).
    private static final int MAX_GROUPS = 50;

    private final TemplateApi api;
    private final SourceCounters counters;

    TemplateCalls(TemplateApi api, SourceCounters counters) {
        this.api = api;
        this.counters = counters;
    }

    /** Empty for one that AWS does not know. */
    Optional<LaunchTemplate> template(String id) {
        return known(() -> {
            var request = DescribeLaunchTemplatesRequest.builder().launchTemplateIds(id);
            return api.templates(request.build()).launchTemplates();
        });
    }

    /** All versions of a template. */
    List<LaunchTemplateVersion> versions(String template) {
        var request = DescribeLaunchTemplateVersionsRequest.builder()
                .launchTemplateId(template)
                .maxResults(VERSIONS_A_PAGE);
        return pages(
                token -> api.versions(request.nextToken(token).build()),
                DescribeLaunchTemplateVersionsResponse::launchTemplateVersions,
                DescribeLaunchTemplateVersionsResponse::nextToken);
    }

    /** Some versions of a template by their numbers, those that exist. One a call: of several AWS tells none where one is gone. */
    List<LaunchTemplateVersion> versions(String template, Collection<Long> numbers) {
        return numbers.stream()
                .flatMap(number -> known(() -> {
                            var request = DescribeLaunchTemplateVersionsRequest.builder()
                                    .launchTemplateId(template)
                                    .versions(String.valueOf(number));
                            return api.versions(request.build()).launchTemplateVersions();
                        })
                        .stream())
                .toList();
    }

    /** Images of a selector that are available, and that {@code wanted} takes: the rest, maybe many, are not kept. */
    List<Image> images(WatchedTemplate.Selector selector, Predicate<Image> wanted) {
        var request = DescribeImagesRequest.builder()
                .owners(selector.owners())
                .filters(filters(selector))
                .maxResults(IMAGES_A_PAGE);
        return pages(
                token -> api.images(request.nextToken(token).build()),
                page -> page.images().stream().filter(wanted).toList(),
                DescribeImagesResponse::nextToken);
    }

    private static List<Filter> filters(WatchedTemplate.Selector selector) {
        var filters = new ArrayList<Filter>();
        filters.add(filter("state", "available"));
        // AWS tells upper and lower case apart.
        selector.name().filter(NamePattern::caseSensitive).ifPresent(name -> filters.add(filter("name", name.text())));
        selector.architecture().ifPresent(architecture -> filters.add(filter("architecture", architecture)));
        selector.tags().forEach((key, value) -> filters.add(filter("tag:" + key, value)));
        return filters;
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    /** In the order asked. */
    List<AutoScalingGroup> groups(List<String> names) {
        var found = new ArrayList<AutoScalingGroup>();
        for (var from = 0; from < names.size(); from += MAX_GROUPS) {
            var request = DescribeAutoScalingGroupsRequest.builder()
                    .autoScalingGroupNames(names.subList(from, Math.min(names.size(), from + MAX_GROUPS)));
            found.addAll(pages(
                    token -> api.groups(request.nextToken(token).build()),
                    DescribeAutoScalingGroupsResponse::autoScalingGroups,
                    DescribeAutoScalingGroupsResponse::nextToken));
        }
        return names.stream().flatMap(name -> named(name, found)).toList();
    }

    private Stream<AutoScalingGroup> named(String name, List<AutoScalingGroup> found) {
        var group = found.stream()
                .filter(each -> name.equals(each.autoScalingGroupName()))
                .findFirst();
        if (group.isEmpty()) {
            counters.countError(ErrorKind.NOT_FOUND);
        }
        return group.stream();
    }

    /** The latest refreshes of a group that exists: of one that is under way it is the first. */
    List<InstanceRefresh> refreshes(String group) {
        counters.countRead();
        return api.refreshes(DescribeInstanceRefreshesRequest.builder()
                        .autoScalingGroupName(group)
                        .build())
                .instanceRefreshes();
    }

    private <T> Optional<T> known(Supplier<List<T>> asking) {
        counters.countRead();
        try {
            return asking.get().stream().findFirst();
        } catch (Ec2Exception e) {
            // InvalidLaunchTemplateId.NotFound and .VersionNotFound (EC2 user guide, error codes).
            if (!e.awsErrorDetails().errorCode().endsWith("NotFound")) {
                throw e;
            }
            counters.countError(ErrorKind.NOT_FOUND);
            return Optional.empty();
        }
    }

    private <P, T> List<T> pages(
            Function<@Nullable String, P> ask, Function<P, List<T>> items, Function<P, @Nullable String> next) {
        var all = new ArrayList<T>();
        @Nullable String token = null;
        do {
            counters.countRead();
            var page = ask.apply(token);
            all.addAll(items.apply(page));
            token = next.apply(page);
        } while (token != null && !token.isEmpty());
        return all;
    }
}
