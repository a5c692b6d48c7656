package io.tidegate.simulatedaws.protocol;

import java.util.Arrays;
import java.util.Optional;

/** The AWS APIs that requests can be addressed to, with what their wire needs: model package, routing key and error codes. */
public enum AwsApi {
    SQS("sqs", "AmazonSQS", Protocol.AWS_JSON_1_0),
    EVENT_BRIDGE("eventbridge", "AWSEvents", Protocol.AWS_JSON_1_1),
    ECS("ecs", "AmazonEC2ContainerServiceV20141113", Protocol.AWS_JSON_1_1),
    APPLICATION_AUTO_SCALING("applicationautoscaling", "AnyScaleFrontendService", Protocol.AWS_JSON_1_1),
    CLOUD_WATCH("cloudwatch", "GraniteServiceVersion20100801", Protocol.RPC_V2_CBOR),
    AUTO_SCALING("autoscaling", "2011-01-01", Protocol.AWS_QUERY),
    ELASTIC_LOAD_BALANCING("elasticloadbalancing", "2012-06-01", Protocol.AWS_QUERY),
    ELASTIC_LOAD_BALANCING_V2("elasticloadbalancingv2", "2015-12-01", Protocol.AWS_QUERY),
    EC2("ec2", "2016-11-15", Protocol.EC2_QUERY),
    STS("sts", "2011-06-15", Protocol.AWS_QUERY);

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
            case AWS_QUERY -> new AwsQuery(xmlNamespace());
            case EC2_QUERY -> new Ec2Query();
        };
    }

    private String xmlNamespace() {
        return switch (this) {
            case AUTO_SCALING -> "http://autoscaling.amazonaws.com/doc/2011-01-01/";
            case ELASTIC_LOAD_BALANCING -> "http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/";
            case ELASTIC_LOAD_BALANCING_V2 -> "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/";
            case STS -> "https://sts.amazonaws.com/doc/2011-06-15/";
            default -> throw new IllegalStateException(this + " does not answer in XML");
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
        RPC_V2_CBOR,
        AWS_QUERY,
        EC2_QUERY
    }
}
