package io.tidegate.simulatedaws.identity;

import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.AwsApi;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** GetCallerIdentity: every caller is the one user of the simulated account. */
public final class StsApi {
    private final Arns arns;

    public StsApi(Arns arns) {
        this.arns = arns;
    }

    /** Adds the operation to {@code table}. */
    public void register(OperationTable table) {
        table.on(
                AwsApi.STS,
                GetCallerIdentityRequest.class,
                (request, id) -> GetCallerIdentityResponse.builder()
                        .userId("AIDASIMULATED")
                        .account(arns.place().account())
                        .arn(arns.user())
                        .build());
    }
}
