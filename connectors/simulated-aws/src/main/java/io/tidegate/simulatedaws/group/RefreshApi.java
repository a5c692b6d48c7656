package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.group.Refresh.Protection;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.operation.Page;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RefreshStrategy;
import software.amazon.awssdk.services.autoscaling.model.ScaleInProtectedInstances;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;

/** The operations of EC2 Auto Scaling about instance refreshes; checkpoints, alarms, rollback and surplus are not simulated. */
public final class RefreshApi {
    private static final int DEFAULT_PAGE = 50; // MaxRecords: "The default value is 50 and the maximum value is 100"
    private static final int MAX_PAGE = 100;
    private static final int USUAL_PERCENTAGE = 90; // MinHealthyPercentage: "the default is 90 percent"
    private static final RefreshPreferences NONE = RefreshPreferences.builder().build();

    private final Groups groups;

    public RefreshApi(Groups groups) {
        this.groups = groups;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.AUTO_SCALING;
        table.on(api, StartInstanceRefreshRequest.class, this::start)
                .on(api, DescribeInstanceRefreshesRequest.class, (request, id) -> describe(request))
                .on(api, CancelInstanceRefreshRequest.class, (request, id) -> cancel(request));
    }

    private StartInstanceRefreshResponse start(StartInstanceRefreshRequest request, String requestId) {
        var group = group(request.autoScalingGroupName());
        if (request.strategy() != null && request.strategy() != RefreshStrategy.ROLLING) {
            throw invalid("Strategy must be Rolling, for others are not simulated, was " + request.strategyAsString());
        }
        if (group.refreshes().active().isPresent()) {
            throw ApiError.badRequest(
                    "InstanceRefreshInProgress",
                    "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.");
        }
        var wanted = request.desiredConfiguration();
        if (wanted != null && wanted.mixedInstancesPolicy() != null) {
            throw invalid("MixedInstancesPolicy is not simulated, was " + wanted.mixedInstancesPolicy());
        }
        var template = groups.templates().wanted(wanted == null ? null : wanted.launchTemplate());
        var preferences = request.preferences() == null ? NONE : request.preferences();
        checkSimulated(preferences);
        var plan = new Refresh.Plan(
                percentage(preferences.minHealthyPercentage()),
                warmup(preferences.instanceWarmup()),
                Boolean.TRUE.equals(preferences.skipMatching()),
                protection(preferences.scaleInProtectedInstancesAsString()),
                template.orElse(null));
        var refresh = group.refreshes().start(requestId, plan);
        return StartInstanceRefreshResponse.builder()
                .instanceRefreshId(refresh.id())
                .build();
    }

    // What would be asked for and silently not happen is refused.
    private static void checkSimulated(RefreshPreferences preferences) {
        refuse("CheckpointPercentages", preferences.hasCheckpointPercentages(), preferences.checkpointPercentages());
        refuse("AutoRollback", Boolean.TRUE.equals(preferences.autoRollback()), preferences.autoRollback());
        refuse("AlarmSpecification", preferences.alarmSpecification() != null, preferences.alarmSpecification());
        refuse("BakeTime", preferences.bakeTime() != null, preferences.bakeTime());
        Integer most = preferences.maxHealthyPercentage();
        refuse("MaxHealthyPercentage above 100", most != null && most != 100, most);
    }

    private static void refuse(String preference, boolean isGiven, @Nullable Object value) {
        if (isGiven) {
            throw invalid(preference + " is not simulated, was " + value);
        }
    }

    private static int percentage(@Nullable Integer wanted) {
        int percentage = wanted == null ? USUAL_PERCENTAGE : wanted;
        if (percentage < 0 || percentage > 100) {
            throw invalid("MinHealthyPercentage must be between 0 and 100, was " + percentage);
        }
        return percentage;
    }

    // Without one, the group's health check grace period; groups have none here.
    private static Duration warmup(@Nullable Integer wanted) {
        int seconds = wanted == null ? 0 : wanted;
        if (seconds < 0) {
            throw invalid("InstanceWarmup must not be negative, was " + seconds);
        }
        return Duration.ofSeconds(seconds);
    }

    private static Protection protection(@Nullable String wanted) {
        return switch (ScaleInProtectedInstances.fromValue(wanted)) {
            case REFRESH -> Protection.REFRESH;
            case IGNORE -> Protection.IGNORE;
            case WAIT -> Protection.WAIT;
            case null -> Protection.WAIT;
            case UNKNOWN_TO_SDK_VERSION ->
                throw invalid("ScaleInProtectedInstances must be Refresh, Ignore or Wait, was " + wanted);
        };
    }

    private DescribeInstanceRefreshesResponse describe(DescribeInstanceRefreshesRequest request) {
        var group = group(request.autoScalingGroupName());
        var ids = request.instanceRefreshIds();
        int size = request.maxRecords() == null ? DEFAULT_PAGE : request.maxRecords();
        if (size < 1 || size > MAX_PAGE) {
            throw invalid("MaxRecords must be between 1 and " + MAX_PAGE + ", was " + size);
        }
        var matching = group.refreshes().all().stream()
                .filter(refresh -> ids.isEmpty() || ids.contains(refresh.id()))
                .toList();
        var page = Page.after(request.nextToken(), matching, RefreshApi::order, size)
                .orElseThrow(() -> ApiError.badRequest("InvalidNextToken", "Invalid token"));
        return DescribeInstanceRefreshesResponse.builder()
                .instanceRefreshes(page.items().stream()
                        .map(refresh -> shape(group, refresh))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    // The latest first.
    private static String order(Refresh refresh) {
        return "%019d".formatted(Long.MAX_VALUE - refresh.number());
    }

    private static InstanceRefresh shape(Group group, Refresh refresh) {
        var plan = refresh.plan();
        return InstanceRefresh.builder()
                .instanceRefreshId(refresh.id())
                .autoScalingGroupName(group.name())
                .status(refresh.status())
                .statusReason(refresh.reason())
                .startTime(refresh.startedAt())
                .endTime(refresh.endedAt())
                .percentageComplete(refresh.percentageComplete())
                .instancesToUpdate(refresh.toUpdate())
                .strategy(RefreshStrategy.ROLLING)
                .preferences(preferences -> preferences
                        .minHealthyPercentage(plan.minHealthyPercentage())
                        .instanceWarmup(Math.toIntExact(plan.warmup().toSeconds()))
                        .skipMatching(plan.skipMatching())
                        .scaleInProtectedInstances(spelled(plan.protection())))
                .desiredConfiguration(
                        plan.template() == null
                                ? null
                                : DesiredConfiguration.builder()
                                        .launchTemplate(TemplateSpecs.shape(plan.template()))
                                        .build())
                .build();
    }

    private static ScaleInProtectedInstances spelled(Protection protection) {
        return switch (protection) {
            case REFRESH -> ScaleInProtectedInstances.REFRESH;
            case IGNORE -> ScaleInProtectedInstances.IGNORE;
            case WAIT -> ScaleInProtectedInstances.WAIT;
        };
    }

    private CancelInstanceRefreshResponse cancel(CancelInstanceRefreshRequest request) {
        var refresh = group(request.autoScalingGroupName())
                .refreshes()
                .active()
                .orElseThrow(() -> ApiError.badRequest(
                        "ActiveInstanceRefreshNotFound", "No in progress or pending Instance Refresh found."));
        refresh.cancel();
        return CancelInstanceRefreshResponse.builder()
                .instanceRefreshId(refresh.id())
                .build();
    }

    private Group group(@Nullable String name) {
        return groups.find(String.valueOf(name))
                .orElseThrow(
                        () -> invalid("AutoScalingGroup name not found - AutoScalingGroup '" + name + "' not found"));
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("ValidationError", message);
    }
}
