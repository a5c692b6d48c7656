package io.tidegate.simulatedaws.protocol;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the API and the operation that a request is for, from its headers, path and form, as AWS endpoints do. */
public final class Router {
    private static final Pattern RPC_PATH = Pattern.compile("/service/([^/]+)/operation/([^/]+)");

    private Router() {}

    /**
     * The call in the request.
     *
     * @return empty when the request is for no API that is known here
     */
    public static Optional<Call> route(WireRequest request) {
        var rpc = RPC_PATH.matcher(request.path());
        if (rpc.matches()) {
            return call(request, rpc.group(1), rpc.group(2));
        }
        if (request.header("content-type").startsWith("application/x-www-form-urlencoded")) {
            return routeForm(request);
        }
        var target = request.header("x-amz-target");
        var dot = target.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : call(request, target.substring(0, dot), target.substring(dot + 1));
    }

    private static Optional<Call> routeForm(WireRequest request) {
        try {
            var form = FormNode.parse(request.body().asUtf8String());
            return call(request, form.textOf("Version"), form.textOf("Action"));
        } catch (ApiError malformed) {
            return Optional.empty(); // Without its Action nobody can tell in which protocol to complain.
        }
    }

    /** The answer to a request that names no API. */
    public static WireResponse unroutable(String requestId) {
        var error = new ApiError(404, "UnknownOperationException", "No API is known by this path, target or version.");
        return new AwsJson("1.1").write(error, requestId);
    }

    private static Optional<Call> call(WireRequest request, String routingKey, String operation) {
        return AwsApi.routedBy(routingKey).map(api -> new Call(api, operation, request));
    }
}
