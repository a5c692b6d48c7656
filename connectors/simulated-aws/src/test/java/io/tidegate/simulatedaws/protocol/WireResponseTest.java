package io.tidegate.simulatedaws.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Responses against bytes that were written by hand from the specifications of the protocols (smithy.io, "AWS Protocols"). */
class WireResponseTest {
    private static final Instant TIME = Instant.parse("2026-11-22T00:00:00Z");

    @Test
    void writesAwsJson11() {
        var response = call(AwsApi.ECS, "UpdateService")
                .answer(
                        UpdateServiceResponse.builder()
                                .service(Service.builder()
                                        .serviceName("a \"quoted\" name")
                                        .desiredCount(3)
                                        .createdAt(TIME.plusMillis(250))
                                        .build())
                                .build(),
                        "r-1");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers())
                .containsEntry("Content-Type", "application/x-amz-json-1.1")
                .containsEntry("x-amzn-RequestId", "r-1");
        assertThat(response.body().asUtf8String())
                .isEqualTo("{\"service\":{\"serviceName\":\"a \\\"quoted\\\" name\",\"desiredCount\":3,"
                        + "\"createdAt\":1795305600.25}}");
    }

    @Test
    void writesTheFailureOfOneEntryOfSeveral() {
        var response = call(AwsApi.EVENT_BRIDGE, "PutEvents")
                .answer(
                        PutEventsResponse.builder()
                                .failedEntryCount(1)
                                .entries(
                                        PutEventsResultEntry.builder()
                                                .eventId("e-1")
                                                .build(),
                                        PutEventsResultEntry.builder()
                                                .errorCode("ThrottlingException")
                                                .errorMessage("slow down")
                                                .build())
                                .build(),
                        "r-1");

        assertThat(response.headers()).containsEntry("Content-Type", "application/x-amz-json-1.1");
        assertThat(response.body().asUtf8String())
                .isEqualTo("{\"FailedEntryCount\":1,\"Entries\":[{\"EventId\":\"e-1\"},"
                        + "{\"ErrorCode\":\"ThrottlingException\",\"ErrorMessage\":\"slow down\"}]}");
    }

    @Test
    void writesAwsJson10() {
        var response = call(AwsApi.SQS, "ReceiveMessage")
                .answer(
                        ReceiveMessageResponse.builder()
                                .messages(Message.builder()
                                        .messageId("m")
                                        .attributesWithStrings(Map.of("SentTimestamp", "1"))
                                        .build())
                                .build(),
                        "r-1");

        assertThat(response.headers()).containsEntry("Content-Type", "application/x-amz-json-1.0");
        assertThat(response.body().asUtf8String())
                .isEqualTo("{\"Messages\":[{\"MessageId\":\"m\",\"Attributes\":{\"SentTimestamp\":\"1\"}}]}");
    }

    @Test
    void writesRpcV2Cbor() {
        var response = call(AwsApi.CLOUD_WATCH, "GetMetricData")
                .answer(
                        GetMetricDataResponse.builder()
                                .metricDataResults(MetricDataResult.builder()
                                        .id("m1")
                                        .timestamps(TIME)
                                        .values(1.5)
                                        .statusCode("Complete")
                                        .build())
                                .build(),
                        "r-1");

        assertThat(response.headers())
                .containsEntry("Content-Type", "application/cbor")
                .containsEntry("smithy-protocol", "rpc-v2-cbor");
        assertThat(hex(response))
                .isEqualTo(
                        "a1" // a map of one
                                + "71" + "4d657472696344617461526573756c7473" // MetricDataResults
                                + "81a4" // a list of one map of four
                                + "62" + "4964" + "62" + "6d31" // Id: m1
                                + "6a" + "54696d657374616d7073" + "81c1fb41dac08c20000000" // Timestamps: epoch seconds
                                + "66" + "56616c756573" + "81fb3ff8000000000000" // Values: 1.5
                                + "6a" + "537461747573436f6465" + "68" + "436f6d706c657465"); // StatusCode: Complete
    }

    @Test
    void writesAwsQuery() {
        var response = call(AwsApi.AUTO_SCALING, "DescribeAutoScalingGroups")
                .answer(
                        DescribeAutoScalingGroupsResponse.builder()
                                .autoScalingGroups(AutoScalingGroup.builder()
                                        .autoScalingGroupName("g")
                                        .minSize(1)
                                        .instances(
                                                Instance.builder()
                                                        .instanceId("i-1")
                                                        .protectedFromScaleIn(false)
                                                        .build(),
                                                Instance.builder()
                                                        .instanceId("i-2")
                                                        .build())
                                        .createdTime(TIME)
                                        .build())
                                .build(),
                        "r-1");

        assertThat(response.headers()).containsEntry("Content-Type", "text/xml");
        assertThat(response.body().asUtf8String())
                .isEqualTo(
                        "<DescribeAutoScalingGroupsResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\">"
                                + "<DescribeAutoScalingGroupsResult><AutoScalingGroups><member>"
                                + "<AutoScalingGroupName>g</AutoScalingGroupName><MinSize>1</MinSize>"
                                + "<Instances><member><InstanceId>i-1</InstanceId>"
                                + "<ProtectedFromScaleIn>false</ProtectedFromScaleIn></member>"
                                + "<member><InstanceId>i-2</InstanceId></member></Instances>"
                                + "<CreatedTime>2026-11-22T00:00:00Z</CreatedTime>"
                                + "</member></AutoScalingGroups></DescribeAutoScalingGroupsResult>"
                                + "<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>"
                                + "</DescribeAutoScalingGroupsResponse>");
    }

    @Test
    void writesEc2Query() {
        var response = call(AwsApi.EC2, "DescribeLaunchTemplates")
                .answer(
                        DescribeLaunchTemplatesResponse.builder()
                                .launchTemplates(LaunchTemplate.builder()
                                        .launchTemplateId("lt-1")
                                        .latestVersionNumber(4L)
                                        .tags(Tag.builder()
                                                .key("a&b")
                                                .value("<c>")
                                                .build())
                                        .build())
                                .build(),
                        "r-1");

        assertThat(response.body().asUtf8String())
                .isEqualTo("<DescribeLaunchTemplatesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
                        + "<requestId>r-1</requestId><launchTemplates><item>"
                        + "<launchTemplateId>lt-1</launchTemplateId><latestVersionNumber>4</latestVersionNumber>"
                        + "<tagSet><item><key>a&amp;b</key><value>&lt;c&gt;</value></item></tagSet>"
                        + "</item></launchTemplates></DescribeLaunchTemplatesResponse>");
    }

    @Test
    void writesErrorsOfEachProtocol() {
        var error = ApiError.badRequest("InvalidThingException", "no").knownInQueryAs("InvalidThing");

        var json = call(AwsApi.ECS, "UpdateService").answer(error, "r-1");
        var cbor = call(AwsApi.CLOUD_WATCH, "GetMetricData").answer(error, "r-1");
        var query = call(AwsApi.ELASTIC_LOAD_BALANCING_V2, "DescribeRules").answer(error, "r-1");
        var ec2 = call(AwsApi.EC2, "DescribeImages").answer(new ApiError(503, "RequestLimitExceeded", "no"), "r-1");

        assertThat(json.status()).isEqualTo(400);
        assertThat(json.body().asUtf8String()).isEqualTo("{\"__type\":\"InvalidThingException\",\"message\":\"no\"}");
        assertThat(cbor.headers())
                .containsEntry("smithy-protocol", "rpc-v2-cbor")
                .containsEntry("x-amzn-query-error", "InvalidThing;Sender");
        assertThat(hex(cbor))
                .isEqualTo(
                        "a2" // a map of two
                                + "66" + "5f5f74797065" + "75" + "496e76616c69645468696e67457863657074696f6e" // __type
                                + "67" + "6d657373616765" + "62" + "6e6f"); // message: no
        assertThat(query.body().asUtf8String())
                .isEqualTo("<ErrorResponse xmlns=\"http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/\">"
                        + "<Error><Type>Sender</Type><Code>InvalidThing</Code><Message>no</Message></Error>"
                        + "<RequestId>r-1</RequestId></ErrorResponse>");
        assertThat(ec2.status()).isEqualTo(503);
        assertThat(ec2.body().asUtf8String())
                .isEqualTo(
                        "<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>no</Message></Error></Errors>"
                                + "<RequestID>r-1</RequestID></Response>");
    }

    @Test
    void saysInEachProtocolThatAnOperationIsUnknown() {
        var json = call(AwsApi.ECS, "Fly").unknownOperation();
        var cbor = call(AwsApi.CLOUD_WATCH, "Fly").unknownOperation();
        var query = call(AwsApi.AUTO_SCALING, "Fly").unknownOperation();
        var ec2 = call(AwsApi.EC2, "Fly").unknownOperation();

        assertThat(json.code()).isEqualTo("UnknownOperationException");
        assertThat(cbor.status()).isEqualTo(404);
        assertThat(query.code()).isEqualTo("InvalidAction");
        assertThat(query).hasMessage("Could not find operation Fly for version 2011-01-01");
        assertThat(ec2).hasMessage("The action Fly is not valid for this web service.");
    }

    private static Call call(AwsApi api, String operation) {
        return new Call(api, operation, new WireRequest("/", new TreeMap<>(), SdkBytes.fromUtf8String("")));
    }

    private static String hex(WireResponse response) {
        return HexFormat.of().formatHex(response.body().asByteArray());
    }
}
