package io.tidegate.connectors.aws;

import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;

/** What the status of an instance refresh says. */
public final class RefreshStatus {
    // EC2 Auto Scaling API reference, InstanceRefresh, Status. A status that is not among them may be one of a refresh
    // that
    // is under way.
    private static final Set<String> ENDED =
            Set.of("Successful", "Failed", "Cancelled", "RollbackFailed", "RollbackSuccessful");

    private RefreshStatus() {}

    /** Whether no other one can be begun. */
    public static boolean isUnderWay(InstanceRefresh refresh) {
        return !ENDED.contains(refresh.statusAsString());
    }
}
