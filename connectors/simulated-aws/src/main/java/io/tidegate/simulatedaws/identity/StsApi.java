package io.tidegate.simulatedaws.identity;

import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.AwsApi;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** GetCallerIdentity: every caller is the one user of the simulated account. */
public final class StsApi {
    private StsApi() {}

    /** Adds the operation to {@code table}. */
    public static void register(OperationTable table) {
        table.on(
                AwsApi.STS,
                GetCallerIdentityRequest.class,
                (request, id) -> GetCallerIdentityResponse.builder()
                        .userId("AIDASIMULATED")
                        .account(Arn.ACCOUNT)
                        .arn(Arn.CALLER)
                        .build());
    }
}
