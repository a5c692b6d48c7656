package io.tidegate.simulatedaws.balancing;

import io.tidegate.simulatedaws.protocol.ApiError;

/** What Elastic Load Balancing refuses with; both of its APIs. */
final class BalancerErrors {
    private BalancerErrors() {}

    static ApiError noTargetGroup() {
        return ApiError.badRequest("TargetGroupNotFound", "One or more target groups not found");
    }

    static ApiError noLoadBalancer(String name) {
        return ApiError.badRequest("LoadBalancerNotFound", "There is no ACTIVE Load Balancer named '" + name + "'");
    }

    static ApiError notRunning(String instanceId) {
        return ApiError.badRequest(
                "InvalidTarget",
                "The following targets are not in a running state and cannot be registered: '" + instanceId + "'");
    }

    static ApiError noInstance(String instanceId) {
        return ApiError.badRequest("InvalidInstance", "Could not find EC2 instance " + instanceId + ".");
    }

    static ApiError invalid(String message) {
        return ApiError.badRequest("ValidationError", message);
    }
}
