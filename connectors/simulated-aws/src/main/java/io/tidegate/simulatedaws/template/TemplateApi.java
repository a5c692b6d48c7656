package io.tidegate.simulatedaws.template;

import io.tidegate.simulatedaws.ec2.Ec2Errors;
import io.tidegate.simulatedaws.ec2.Ec2Filters;
import io.tidegate.simulatedaws.ec2.Ec2Pages;
import io.tidegate.simulatedaws.ec2.Ec2Tags;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;

/** The operations of EC2 about launch templates; those about their versions are {@link TemplateVersionApi}'s. */
public final class TemplateApi {
    static final int MOST = 200; // MaxResults: "This value can be between 1 and 200."

    // CreateLaunchTemplate, LaunchTemplateName.
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9().\\-/_]{3,128}");

    private static final Ec2Filters<LaunchTemplate> FILTERS = new Ec2Filters<>(
            Map.of(
                    "create-time",
                    template -> template.createdAt().toString(),
                    "launch-template-name",
                    LaunchTemplate::name),
            LaunchTemplate::tags);

    private final LaunchTemplates templates;
    private final TemplateFinder finder;
    private final TemplateWarnings warnings;
    private final ClientTokens tokens = new ClientTokens();
    private final Arns arns;

    public TemplateApi(LaunchTemplates templates, TemplateWarnings warnings, Arns arns) {
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
                        CreateLaunchTemplateRequest.class,
                        (request, id) -> tokens.once(request.clientToken(), request, () -> create(request)))
                .on(api, DescribeLaunchTemplatesRequest.class, (request, id) -> describe(request))
                .on(
                        api,
                        ModifyLaunchTemplateRequest.class,
                        (request, id) -> tokens.once(request.clientToken(), request, () -> modify(request)))
                .on(api, DeleteLaunchTemplateRequest.class, (request, id) -> delete(request));
    }

    private SdkPojo create(CreateLaunchTemplateRequest request) {
        var name = String.valueOf(request.launchTemplateName());
        if (!NAME.matcher(name).matches()) {
            throw TemplateErrors.malformedName(name, NAME.pattern());
        }
        if (templates.named(name).isPresent()) {
            throw TemplateErrors.nameTaken(name);
        }
        if (request.launchTemplateData() == null) {
            throw Ec2Errors.missing("LaunchTemplateData");
        }
        var template = templates.create(
                name,
                request.versionDescription(),
                request.launchTemplateData(),
                Ec2Tags.wanted(request.tagSpecifications(), "launch-template"));
        return CreateLaunchTemplateResponse.builder()
                .launchTemplate(TemplateShapes.template(template, arns.user()))
                .warning(warnings.of(request.launchTemplateData()))
                .build();
    }

    private DescribeLaunchTemplatesResponse describe(DescribeLaunchTemplatesRequest request) {
        var named = new ArrayList<LaunchTemplate>();
        request.launchTemplateIds().forEach(id -> named.add(finder.byId(id)));
        request.launchTemplateNames().forEach(name -> named.add(finder.byName(name)));
        Stream<LaunchTemplate> wanted =
                named.isEmpty() ? templates.all().stream() : named.stream().distinct();
        var page = Ec2Pages.page(
                request.nextToken(),
                FILTERS.matching(wanted, request.filters()),
                LaunchTemplate::id,
                request.maxResults(),
                MOST);
        return DescribeLaunchTemplatesResponse.builder()
                .launchTemplates(page.items().stream()
                        .map(template -> TemplateShapes.template(template, arns.user()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private SdkPojo modify(ModifyLaunchTemplateRequest request) {
        var template = finder.one(request.launchTemplateId(), request.launchTemplateName());
        if (request.defaultVersion() == null) {
            throw Ec2Errors.missing("SetDefaultVersion");
        }
        template.setDefault(finder.version(template, request.defaultVersion()));
        return ModifyLaunchTemplateResponse.builder()
                .launchTemplate(TemplateShapes.template(template, arns.user()))
                .build();
    }

    private DeleteLaunchTemplateResponse delete(DeleteLaunchTemplateRequest request) {
        var template = finder.one(request.launchTemplateId(), request.launchTemplateName());
        templates.remove(template);
        return DeleteLaunchTemplateResponse.builder()
                .launchTemplate(TemplateShapes.template(template, arns.user()))
                .build();
    }
}
