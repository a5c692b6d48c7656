package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.operation.Page;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;

/** DescribeLaunchConfigurations: those that stand since AWS made some; nothing is launched from them. */
public final class LaunchConfigurationApi {
    private static final int MOST = 50; // MaxRecords: "The default value is 50"

    private final TreeMap<String, LaunchConfiguration> configurations = new TreeMap<>();

    /** Lets one stand. */
    public void add(LaunchConfiguration configuration) {
        configurations.put(configuration.launchConfigurationName(), configuration);
    }

    /** Adds the operation to {@code table}. */
    public void register(OperationTable table) {
        table.on(AwsApi.AUTO_SCALING, DescribeLaunchConfigurationsRequest.class, (request, id) -> describe(request));
    }

    private DescribeLaunchConfigurationsResponse describe(DescribeLaunchConfigurationsRequest request) {
        List<String> names = request.launchConfigurationNames();
        var matching = configurations.values().stream()
                .filter(one -> names.isEmpty() || names.contains(one.launchConfigurationName()))
                .toList();
        var page = Page.after(request.nextToken(), matching, LaunchConfiguration::launchConfigurationName, MOST)
                .orElseThrow(() -> ApiError.badRequest("InvalidNextToken", "Invalid token"));
        return DescribeLaunchConfigurationsResponse.builder()
                .launchConfigurations(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
