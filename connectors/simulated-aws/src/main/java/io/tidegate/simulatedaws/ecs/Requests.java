package io.tidegate.simulatedaws.ecs;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.operation.Page;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.service.Cluster;
import io.tidegate.simulatedaws.service.Fleet;
import io.tidegate.simulatedaws.service.Service;
import io.tidegate.simulatedaws.service.ServiceName;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What ECS checks in the requests of most operations. */
final class Requests {
    /** The Describe operations: "up to 100" of clusters, tasks, container instances, providers (ECS API reference). */
    static final int MAX_DESCRIBED = 100;

    private static final int MAX_PAGE = 100;

    private Requests() {}

    /** The cluster that is meant; without a name the one called default. */
    static Cluster cluster(Fleet fleet, @Nullable String nameOrArn) {
        return fleet.cluster(nameOrArn == null ? "default" : Arns.shortName(nameOrArn))
                .orElseThrow(() -> ApiError.badRequest("ClusterNotFoundException", "Cluster not found."));
    }

    /** The service that is meant, active or not. */
    static Service service(Fleet fleet, Cluster cluster, String nameOrArn) {
        return fleet.service(new ServiceName(cluster.name(), Arns.shortName(nameOrArn)))
                .orElseThrow(() -> ApiError.badRequest("ServiceNotFoundException", "Service not found."));
    }

    static void checkCount(String what, List<String> named, int most) {
        if (named.isEmpty()) {
            throw invalid(what + " cannot be empty.");
        }
        if (named.size() > most) {
            throw invalid(what + " must not be more than " + most + ", were " + named.size());
        }
    }

    static <T> Page<T> page(
            List<T> sorted, Function<T, String> key, @Nullable Integer size, int defaultSize, @Nullable String token) {
        var wanted = size == null ? defaultSize : size;
        if (wanted < 1 || wanted > MAX_PAGE) {
            throw invalid("maxResults must be between 1 and " + MAX_PAGE + ", was " + wanted);
        }
        return Page.after(token, sorted, key, wanted).orElseThrow(() -> invalid("Invalid token: " + token));
    }

    static ApiError invalid(String message) {
        return ApiError.badRequest("InvalidParameterException", message);
    }
}
