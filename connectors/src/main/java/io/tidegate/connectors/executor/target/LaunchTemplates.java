package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.plan.Observed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** Looks at a launch template, by DescribeLaunchTemplates and DescribeLaunchTemplateVersions. */
final class LaunchTemplates {
    private static final int PAGE = 200; // EC2 API reference, DescribeLaunchTemplateVersions, MaxResults

    private final Ec2Client client;
    private final Duration timeout;

    /** Calls through {@code client}, each within {@code timeout}, the SDK's retries included. */
    LaunchTemplates(Ec2Client client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** What {@code look} sees; that AWS knows no such template or version where it says so. */
    static Observed unlessAbsent(Supplier<Observed> look) {
        try {
            return look.get();
        } catch (Ec2Exception e) {
            if (saysAbsent(e)) {
                return new Observed.NotFound(e.awsErrorDetails().errorMessage());
            }
            throw e;
        }
    }

    /** The template itself. */
    LaunchTemplate described(String template) {
        return client.describeLaunchTemplates(request ->
                        request.launchTemplateIds(template).overrideConfiguration(call -> call.apiCallTimeout(timeout)))
                .launchTemplates()
                .getFirst();
    }

    /** Versions by their names: numbers, {@code $Latest} and {@code $Default}. */
    List<LaunchTemplateVersion> versions(String template, Collection<String> names) {
        return client.describeLaunchTemplateVersions(request -> request.launchTemplateId(template)
                        .versions(names)
                        .overrideConfiguration(call -> call.apiCallTimeout(timeout)))
                .launchTemplateVersions();
    }

    /** All that exist from one number to another: AWS would refuse to tell of several of which one is gone. */
    List<LaunchTemplateVersion> versionsBetween(String template, long first, long last) {
        Consumer<DescribeLaunchTemplateVersionsRequest.Builder> range = request -> request.launchTemplateId(template)
                .minVersion(String.valueOf(first))
                .maxVersion(String.valueOf(last))
                .maxResults(PAGE)
                .overrideConfiguration(call -> call.apiCallTimeout(timeout));
        var found = new ArrayList<LaunchTemplateVersion>();
        @Nullable String token = null;
        do {
            var from = token;
            var page = client.describeLaunchTemplateVersions(range.andThen(request -> request.nextToken(from)));
            found.addAll(page.launchTemplateVersions());
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return found;
    }

    // InvalidLaunchTemplateId.NotFound and InvalidLaunchTemplateId.VersionNotFound (EC2 user guide, error codes).
    private static boolean saysAbsent(Ec2Exception e) {
        String code = e.awsErrorDetails().errorCode();
        return code.startsWith("InvalidLaunchTemplate") && code.endsWith("NotFound");
    }
}
