package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.protocol.WireRequest;
import io.tidegate.simulatedaws.protocol.WireResponse;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/** Calls of a simulated cloud without HTTP, in bytes written by hand. */
final class Calls {
    private Calls() {}

    static Answer updateService(SimulatedCloud cloud, String service, int desired) {
        return json(
                cloud,
                "AmazonEC2ContainerServiceV20141113.UpdateService",
                "{\"cluster\":\"shop\",\"service\":\"%s\",\"desiredCount\":%d}".formatted(service, desired));
    }

    /** The same, signed with an access key. */
    static Answer updateService(SimulatedCloud cloud, String accessKey, String service, int desired) {
        var headers = new TreeMap<String, String>();
        headers.put("x-amz-target", "AmazonEC2ContainerServiceV20141113.UpdateService");
        headers.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + accessKey + "/20261122/us-east-1/ecs/aws4_request, Signature=0");
        var body = "{\"cluster\":\"shop\",\"service\":\"%s\",\"desiredCount\":%d}".formatted(service, desired);
        return cloud.answer(new WireRequest("/", headers, SdkBytes.fromUtf8String(body)));
    }

    static Answer registerScalableTarget(SimulatedCloud cloud, String service, int minimum, int maximum) {
        return json(
                cloud,
                "AnyScaleFrontendService.RegisterScalableTarget",
                ("{\"ServiceNamespace\":\"ecs\",\"ResourceId\":\"service/shop/%s\","
                                + "\"ScalableDimension\":\"ecs:service:DesiredCount\","
                                + "\"MinCapacity\":%d,\"MaxCapacity\":%d}")
                        .formatted(service, minimum, maximum));
    }

    /** A call of EC2 Auto Scaling: {@code form} without its version. */
    static Answer autoScaling(SimulatedCloud cloud, String form) {
        var headers = new TreeMap<String, String>();
        headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        var body = "Version=2011-01-01&" + form;
        return cloud.answer(new WireRequest("/", headers, SdkBytes.fromUtf8String(body)));
    }

    static Answer json(SimulatedCloud cloud, String target, String body) {
        var headers = new TreeMap<String, String>();
        headers.put("x-amz-target", target);
        return cloud.answer(new WireRequest("/", headers, SdkBytes.fromUtf8String(body)));
    }

    static WireResponse response(Answer answer) {
        return switch (answer) {
            case Answer.Reply reply -> reply.response();
            case Answer.Later later -> later.otherwise();
            case Answer.Silence silence -> throw new AssertionError("no reply but " + silence);
            case Answer.Cut cut -> throw new AssertionError("no reply but " + cut);
        };
    }
}
