package io.tidegate.simulatedaws.identity;

import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import io.tidegate.simulatedaws.protocol.Call;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * AWS STS: who is calling, and being somebody else. Trust policies are an external id and nothing more, and every role may be
 * assumed for as long as AWS lets any; session policies, tags and MFA are refused, not passed over.
 */
public final class StsApi {
    // AssumeRole (STS API reference); a role's own limit would lie between the default and the maximum.
    private static final int MIN_DURATION = 900;
    private static final int DEFAULT_DURATION = 3_600;
    private static final int MAX_DURATION = 43_200;
    private static final int MAX_CHAINED_DURATION = 3_600;
    private static final int MIN_ARN = 20;
    private static final int MAX_ARN = 2_048;
    private static final int MIN_NAME = 2;
    private static final int MAX_NAME = 64;
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]*");

    private final Callers callers;
    private final Sessions sessions;
    private final Timeline timeline;

    public StsApi(Callers callers, Sessions sessions, Timeline timeline) {
        this.callers = callers;
        this.sessions = sessions;
        this.timeline = timeline;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        table.onCall(AwsApi.STS, GetCallerIdentityRequest.class, (request, call) -> identity(call))
                .onCall(AwsApi.STS, AssumeRoleRequest.class, this::assume);
    }

    private GetCallerIdentityResponse identity(Call call) {
        var caller = callers.of(call);
        return GetCallerIdentityResponse.builder()
                .userId(caller.userId())
                .account(caller.account())
                .arn(caller.arn())
                .build();
    }

    private AssumeRoleResponse assume(AssumeRoleRequest request, Call call) {
        checkSimulated(request);
        var arn = ofLength("roleArn", request.roleArn(), MIN_ARN, MAX_ARN);
        var name = ofLength("roleSessionName", request.roleSessionName(), MIN_NAME, MAX_NAME);
        if (!NAME.matcher(name).matches()) {
            throw violated("roleSessionName", name, "Member must satisfy regular expression pattern: " + NAME);
        }
        var caller = callers.of(call);
        var duration = duration(request.durationSeconds(), caller);
        var role = sessions.role(arn)
                .filter(known -> known.admits(request.externalId()))
                .orElseThrow(() -> denied(caller, arn));
        var session = sessions.begin(role, name, timeline.now().plusSeconds(duration));
        return AssumeRoleResponse.builder()
                .credentials(session.credentials())
                .assumedRoleUser(session.user())
                .build();
    }

    private static void checkSimulated(AssumeRoleRequest request) {
        if (request.policy() != null || request.hasPolicyArns()) {
            throw invalid("Session policies are not simulated");
        }
        if (request.hasTags() || request.hasTransitiveTagKeys() || request.hasProvidedContexts()) {
            throw invalid("Session tags and contexts are not simulated");
        }
        if (request.serialNumber() != null || request.tokenCode() != null || request.sourceIdentity() != null) {
            throw invalid("MFA and source identities are not simulated");
        }
    }

    private static int duration(@Nullable Integer wanted, Caller caller) {
        int duration = wanted == null ? DEFAULT_DURATION : wanted;
        if (duration < MIN_DURATION) {
            throw violated(
                    "durationSeconds",
                    String.valueOf(duration),
                    "Member must have value greater than or equal to " + MIN_DURATION);
        }
        if (duration > MAX_DURATION) {
            throw violated(
                    "durationSeconds",
                    String.valueOf(duration),
                    "Member must have value less than or equal to " + MAX_DURATION);
        }
        if (caller instanceof Caller.AssumedRole && duration > MAX_CHAINED_DURATION) {
            throw invalid(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }
        return duration;
    }

    private static String ofLength(String member, @Nullable String value, int least, int most) {
        if (value == null) {
            throw invalid("1 validation error detected: Value null at '" + member
                    + "' failed to satisfy constraint: Member must not be null");
        }
        if (value.length() < least) {
            throw violated(member, value, "Member must have length greater than or equal to " + least);
        }
        if (value.length() > most) {
            throw violated(member, value, "Member must have length less than or equal to " + most);
        }
        return value;
    }

    private static ApiError violated(String member, String value, String constraint) {
        return invalid("1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: " + constraint);
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("ValidationError", message);
    }

    private static ApiError denied(Caller caller, String role) {
        return new ApiError(
                403,
                "AccessDenied",
                "User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource: " + role);
    }
}
