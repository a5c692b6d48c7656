package io.tidegate.simulatedaws.template;

import io.tidegate.simulatedaws.ec2.Ec2Errors;
import io.tidegate.simulatedaws.ec2.Ec2Filters;
import io.tidegate.simulatedaws.ec2.Ec2Pages;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseErrorItem;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseSuccessItem;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateErrorCode;
import software.amazon.awssdk.services.ec2.model.ResponseError;

/** The operations of EC2 about the versions of launch templates. */
public final class TemplateVersionApi {
    private static final int MOST_DELETED =
            200; // "You can delete up to 200 launch template versions in a single request."

    /** A version together with its template. */
    private record Owned(LaunchTemplate template, TemplateVersion version) {
        boolean isDefault() {
            return version.number() == template.defaultNumber();
        }

        // The latest first within a template, as EC2 answers.
        String order() {
            return template.id() + " %019d".formatted(Long.MAX_VALUE - version.number());
        }
    }

    private static final Ec2Filters<Owned> FILTERS = new Ec2Filters<>(
            Map.of(
                    "create-time", owned -> owned.version().createdAt().toString(),
                    "image-id", owned -> String.valueOf(owned.version().data().imageId()),
                    "instance-type",
                            owned -> String.valueOf(owned.version().data().instanceTypeAsString()),
                    "is-default-version", owned -> String.valueOf(owned.isDefault())),
            _ -> new TreeMap<>());

    private final LaunchTemplates templates;
    private final TemplateFinder finder;
    private final TemplateWarnings warnings;
    private final ClientTokens tokens = new ClientTokens();
    private final Arns arns;

    public TemplateVersionApi(LaunchTemplates templates, TemplateWarnings warnings, Arns arns) {
        this.templates = templates;
        this.finder = new TemplateFinder(templates);
        this.warnings = warnings;
        this.arns = arns;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.EC2;
        table.on(
                        api,
                        CreateLaunchTemplateVersionRequest.class,
                        (request, id) -> tokens.once(request.clientToken(), request, () -> create(request)))
                .on(api, DescribeLaunchTemplateVersionsRequest.class, (request, id) -> describe(request))
                .on(api, DeleteLaunchTemplateVersionsRequest.class, (request, id) -> delete(request));
    }

    private SdkPojo create(CreateLaunchTemplateVersionRequest request) {
        var template = finder.one(request.launchTemplateId(), request.launchTemplateName());
        var sent = request.launchTemplateData();
        if (sent == null) {
            throw Ec2Errors.missing("LaunchTemplateData");
        }
        var data = request.sourceVersion() == null
                ? sent
                : TemplateShapes.merged(
                        finder.version(template, request.sourceVersion()).data(), sent);
        var version = templates.addVersion(template, request.versionDescription(), data);
        return CreateLaunchTemplateVersionResponse.builder()
                .launchTemplateVersion(TemplateShapes.version(template, version, arns.user()))
                .warning(warnings.of(data))
                .build();
    }

    private DescribeLaunchTemplateVersionsResponse describe(DescribeLaunchTemplateVersionsRequest request) {
        var page = Ec2Pages.page(
                request.nextToken(),
                FILTERS.matching(wanted(request), request.filters()),
                Owned::order,
                request.maxResults(),
                TemplateApi.MOST);
        return DescribeLaunchTemplateVersionsResponse.builder()
                .launchTemplateVersions(page.items().stream()
                        .map(owned -> TemplateShapes.version(owned.template(), owned.version(), arns.user()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    // Without a template, only what each one has: "specify $Latest, $Default, or both"
    // (DescribeLaunchTemplateVersions).
    private Stream<Owned> wanted(DescribeLaunchTemplateVersionsRequest request) {
        var ofAll = request.launchTemplateId() == null && request.launchTemplateName() == null;
        if (!ofAll) {
            var template = finder.one(request.launchTemplateId(), request.launchTemplateName());
            return wanted(template, request).filter(owned -> isBetween(owned, request));
        }
        if (request.versions().isEmpty() || !List.of("$Latest", "$Default").containsAll(request.versions())) {
            throw Ec2Errors.missing("LaunchTemplateId or LaunchTemplateName");
        }
        return templates.all().stream().flatMap(template -> wanted(template, request));
    }

    private Stream<Owned> wanted(LaunchTemplate template, DescribeLaunchTemplateVersionsRequest request) {
        var versions = request.versions().isEmpty()
                ? template.versions().stream()
                : request.versions().stream()
                        .map(version -> finder.version(template, version))
                        .distinct();
        return versions.map(version -> new Owned(template, version));
    }

    private static boolean isBetween(Owned owned, DescribeLaunchTemplateVersionsRequest request) {
        var number = owned.version().number();
        return number >= number("MinVersion", request.minVersion(), 0)
                && number <= number("MaxVersion", request.maxVersion(), Long.MAX_VALUE);
    }

    private static long number(String parameter, @Nullable String text, long otherwise) {
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Ec2Errors.invalid(parameter + " must be the number of a version, was " + text);
        }
    }

    private DeleteLaunchTemplateVersionsResponse delete(DeleteLaunchTemplateVersionsRequest request) {
        var template = finder.one(request.launchTemplateId(), request.launchTemplateName());
        if (request.versions().isEmpty() || request.versions().size() > MOST_DELETED) {
            throw Ec2Errors.invalid("LaunchTemplateVersion must name 1 to " + MOST_DELETED + " versions, were "
                    + request.versions().size());
        }
        var numbers = request.versions().stream()
                .map(version -> number("LaunchTemplateVersion", version, 0))
                .toList();
        var deleted = new ArrayList<DeleteLaunchTemplateVersionsResponseSuccessItem>();
        var kept = new ArrayList<DeleteLaunchTemplateVersionsResponseErrorItem>();
        numbers.forEach(number -> refusal(template, number)
                .ifPresentOrElse(error -> kept.add(kept(template, number, error)), () -> {
                    template.delete(number);
                    deleted.add(deleted(template, number));
                }));
        return DeleteLaunchTemplateVersionsResponse.builder()
                .successfullyDeletedLaunchTemplateVersions(deleted)
                .unsuccessfullyDeletedLaunchTemplateVersions(kept)
                .build();
    }

    private static Optional<ResponseError> refusal(LaunchTemplate template, long number) {
        if (template.version(String.valueOf(number)).isEmpty()) {
            return Optional.of(error(
                    LaunchTemplateErrorCode.LAUNCH_TEMPLATE_VERSION_DOES_NOT_EXIST,
                    TemplateErrors.noVersionMessage(template, String.valueOf(number))));
        }
        return number == template.defaultNumber()
                ? Optional.of(error(
                        LaunchTemplateErrorCode.UNEXPECTED_ERROR,
                        "The default version " + number + " of a launch template cannot be deleted."))
                : Optional.empty();
    }

    private static ResponseError error(LaunchTemplateErrorCode code, String message) {
        return ResponseError.builder().code(code).message(message).build();
    }

    private static DeleteLaunchTemplateVersionsResponseSuccessItem deleted(LaunchTemplate template, long number) {
        return DeleteLaunchTemplateVersionsResponseSuccessItem.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .versionNumber(number)
                .build();
    }

    private static DeleteLaunchTemplateVersionsResponseErrorItem kept(
            LaunchTemplate template, long number, ResponseError error) {
        return DeleteLaunchTemplateVersionsResponseErrorItem.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .versionNumber(number)
                .responseError(error)
                .build();
    }
}
