package io.tidegate.connectors.lifecycle;

import com.fasterxml.jackson.databind.node.TextNode;

/** Bodies of messages as AWS sends them, with ids and names replaced. */
public final class Messages {
    /** Of a hook (a message of 2018 and the fields that came since). */
    public static final String TERMINATING = """
            {"Origin":"AutoScalingGroup","Destination":"EC2","LifecycleHookName":"drain","AccountId":"123456789012",
             "RequestId":"7a35ad2a-0d18-2f3c-6b9f-2d6f2e8f0f2d",
             "LifecycleTransition":"autoscaling:EC2_INSTANCE_TERMINATING","AutoScalingGroupName":"web",
             "Service":"AWS Auto Scaling","Time":"2018-05-16T20:13:40.414Z","EC2InstanceId":"i-0a1b2c3d4e5f67890",
             "NotificationMetadata":"cluster=demo","LifecycleActionToken":"0befcbdb-6ecd-498a-9ff7-ae9b54447cd6"}""";

    /** Of a hook, without what is absent in old messages. */
    public static final String LAUNCHING = """
            {"LifecycleHookName":"drain","AccountId":"123456789012","RequestId":"7a35ad2a-0d18-2f3c-6b9f-2d6f2e8f0f2d",
             "LifecycleTransition":"autoscaling:EC2_INSTANCE_LAUNCHING","AutoScalingGroupName":"web",
             "Service":"AWS Auto Scaling","Time":"2018-05-16T20:13:40.414Z","EC2InstanceId":"i-0a1b2c3d4e5f67890",
             "LifecycleActionToken":"0befcbdb-6ecd-498a-9ff7-ae9b54447cd6"}""";

    /** Sent when a hook is made. */
    public static final String TEST = """
            {"AccountId":"123456789012","RequestId":"f8e5c2a4","AutoScalingGroupARN":"arn:aws:autoscaling:us-east-1:\
            123456789012:autoScalingGroup:9f1c:autoScalingGroupName/web","AutoScalingGroupName":"web",
             "Service":"AWS Auto Scaling","Event":"autoscaling:TEST_NOTIFICATION","Time":"2018-05-16T20:00:00.000Z"}""";

    public static final String TERMINATE_ACTION = """
            "id":"e-action","detail-type":"EC2 Instance-terminate Lifecycle Action","source":"aws.autoscaling",
            "resources":["arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:9f1c:autoScalingGroupName/web"],
            "detail":{"LifecycleActionToken":"0befcbdb-6ecd-498a-9ff7-ae9b54447cd6","AutoScalingGroupName":"web",
            "LifecycleHookName":"drain","EC2InstanceId":"i-0a1b2c3d4e5f67890",
            "LifecycleTransition":"autoscaling:EC2_INSTANCE_TERMINATING","NotificationMetadata":"cluster=demo",
            "Origin":"AutoScalingGroup","Destination":"EC2"}""";

    public static final String SPOT = """
            "id":"e-spot","detail-type":"EC2 Spot Instance Interruption Warning","source":"aws.ec2",
            "resources":["arn:aws:ec2:us-east-1b:instance/i-0a1b2c3d4e5f67890"],
            "detail":{"instance-id":"i-0a1b2c3d4e5f67890","instance-action":"terminate"}""";

    public static final String REBALANCE = """
            "id":"e-rebalance","detail-type":"EC2 Instance Rebalance Recommendation","source":"aws.ec2",
            "resources":["arn:aws:ec2:us-east-1b:instance/i-0a1b2c3d4e5f67890"],
            "detail":{"instance-id":"i-0a1b2c3d4e5f67890"}""";

    public static final String STATE = """
            "id":"e-state","detail-type":"EC2 Instance State-change Notification","source":"aws.ec2",
            "resources":["arn:aws:ec2:us-east-1:123456789012:instance/i-0a1b2c3d4e5f67890"],
            "detail":{"instance-id":"i-0a1b2c3d4e5f67890","state":"shutting-down"}""";

    public static final String IMAGE = """
            "id":"e-image","detail-type":"EC2 AMI State Change","source":"aws.ec2",
            "resources":["arn:aws:ec2:us-east-1::image/ami-0abcdef1234567890"],
            "detail":{"RequestId":"f8e5c2a4","ImageId":"ami-0abcdef1234567890","State":"available","ErrorMessage":""}""";

    public static final String FIRING = """
            "id":"e-firing","detail-type":"Firing","source":"tidegate","resources":[],"detail":{"name":"nightly"}""";

    private Messages() {}

    /** As EventBridge delivers it to a queue. */
    public static String event(String facts) {
        return """
                {"version":"0","account":"123456789012","time":"2018-05-16T20:13:40Z","region":"us-east-1",%s}""".formatted(facts);
    }

    /** As SNS delivers it to a queue without raw delivery. */
    public static String sns(String message) {
        return """
                {"Type":"Notification","MessageId":"3d9c1f5e","TopicArn":"arn:aws:sns:us-east-1:123456789012:hooks",
                 "Subject":"Auto Scaling:  Lifecycle action 'TERMINATING' for instance i-0a1b2c3d4e5f67890 in progress.",
                 "Message":%s,"Timestamp":"2018-05-16T20:13:40.514Z","SignatureVersion":"1","Signature":"EXAMPLE",
                 "SigningCertURL":"EXAMPLE","UnsubscribeURL":"EXAMPLE"}""".formatted(TextNode.valueOf(message));
    }
}
