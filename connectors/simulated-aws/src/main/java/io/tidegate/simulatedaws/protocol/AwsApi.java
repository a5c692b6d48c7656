package io.tidegate.simulatedaws.protocol;

import java.util.Arrays;
import java.util.Optional;

/** The AWS APIs that requests can be addressed to, with what their wire needs: model package, routing key and error codes. */
public enum AwsApi {
    SQS("sqs", "AmazonSQS", Protocol.AWS_JSON_1_0),
    EVENT_BRIDGE("eventbridge", "AWSEvents", Protocol.AWS_JSON_1_1),
    ECS("ecs", "AmazonEC2ContainerServiceV20141113", Protocol.AWS_JSON_1_1),
    APPLICATION_AUTO_SCALING("applicationautoscaling", "AnyScaleFrontendService", Protocol.AWS_JSON_1_1),
    CLOUD_WATCH("cloudwatch", "GraniteServiceVersion20100801", Protocol.RPC_V2_CBOR);

    private final String modelPackage;
    private final String routingKey;
    private final Protocol protocol;

    AwsApi(String modelPackage, String routingKey, Protocol protocol) {
        this.modelPackage = modelPackage;
        this.routingKey = routingKey;
        this.protocol = protocol;
    }

    /** Last part of the package of the SDK client, for example {@code ecs}; names the API in counts too. */
    public String modelPackage() {
        return modelPackage;
    }

    /** The prefix of X-Amz-Target, the service in the path, or the form's Version. */
    String routingKey() {
        return routingKey;
    }

    Wire wire() {
        return switch (protocol) {
            case AWS_JSON_1_0 -> new AwsJson("1.0");
            case AWS_JSON_1_1 -> new AwsJson("1.1");
            case RPC_V2_CBOR -> new RpcV2Cbor();
        };
    }

    static Optional<AwsApi> routedBy(String routingKey) {
        return Arrays.stream(values())
                .filter(api -> api.routingKey.equals(routingKey))
                .findFirst();
    }

    private enum Protocol {
        AWS_JSON_1_0,
        AWS_JSON_1_1,
        RPC_V2_CBOR
    }
}
