package io.tidegate.connectors.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.bridge.AvroBytes;
import io.tidegate.connectors.bridge.Backoff;
import io.tidegate.connectors.bridge.Emitter;
import io.tidegate.connectors.bridge.IgnoredKind;
import io.tidegate.connectors.bridge.Sleeper;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.LifecycleKind;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/** Hooks of simulated AWS over HTTP, heard of by the production clients with the sources' permissions. */
@Timeout(60)
class SimulatedLifecycleContractTest {
    private static final Target.Group WEB = new Target.Group(Place.DEFAULT, "web");

    private final LocalAws local = new LocalAws(IamPolicy.CONNECTORS);
    private final QueueUrl queue = new QueueUrl(local.aws().endpoint() + "/000000000000/hooks");
    private final SourceCounters counters = new SourceCounters();
    private final MockProducer<String, LifecycleEvent> events =
            new MockProducer<>(true, null, new StringSerializer(), new AvroBytes<>());
    private final MockProducer<byte[], byte[]> letters =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final LifecycleBridge bridge = new LifecycleBridge(
            new LifecycleConfig(List.of(queue), 1, 1, Duration.ofMinutes(1)),
            Place.DEFAULT,
            new LifecycleBridge.Access(
                    LifecycleApi.of(local.clients()),
                    new Emitter<>(events, "events", counters),
                    new DeadMessages(letters, Topics.standard().deadLetters(), counters),
                    counters,
                    Clock.systemUTC(),
                    Sleeper.wallClock(),
                    () -> new Backoff(Duration.ofMillis(10), Duration.ofMillis(10), new Random(1))));

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void tellsOfAnInstanceThatAHookHoldsAndFindsItAgainWithoutTheQueue() throws InterruptedException {
        var held = terminateOneOfAHookedGroup();

        var consumer = bridge.consumer(queue);
        while (events.history().isEmpty()) {
            consumer.run();
        }
        bridge.reconciliation(() -> Set.of(WEB)).run();

        assertThat(counters.ignored(IgnoredKind.TEST)).isEqualTo(1);
        assertThat(events.history()).hasSize(2).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("asg/web");
            assertThat(record.value().getKind()).isEqualTo(LifecycleKind.INSTANCE_TERMINATING);
            assertThat(record.value().getInstanceId()).isEqualTo(held);
            assertThat(record.value().getHookName()).isEqualTo("drain");
        });
        assertThat(events.history().getFirst().value().getActionToken()).isNotBlank();
        assertThat(events.history().getLast().value().getEventId()).isEqualTo(held + "/Terminating:Wait/drain");
        assertThat(messages()).isEqualTo("0 + 0");
    }

    @Test
    void putsWhatCannotBeReadWithTheDeadLettersAndDeletesIt() throws InterruptedException {
        local.aws().tell(cloud -> cloud.messageQueues().add("hooks"));
        local.allPowerful()
                .queues()
                .sendMessage(request -> request.queueUrl(queue.text()).messageBody("{\"order\":17}"));

        bridge.consumer(queue).run();

        assertThat(letters.history()).hasSize(1);
        assertThat(messages()).isEqualTo("0 + 0");
    }

    private String terminateOneOfAHookedGroup() {
        local.aws().tell(cloud -> {
            cloud.addGroup("web", 0, 9, 2);
            cloud.messageQueues().add("hooks");
        });
        await().until(() -> instances().stream()
                .allMatch(one -> one.lifecycleStateAsString().equals("InService")));
        var arn = local.aws().<String>ask(cloud -> cloud.messageQueues().arn("hooks"));
        var groups = local.allPowerful().groups();
        groups.putLifecycleHook(request -> request.autoScalingGroupName("web")
                .lifecycleHookName("drain")
                .lifecycleTransition("autoscaling:EC2_INSTANCE_TERMINATING")
                .notificationTargetARN(arn)
                .roleARN("arn:aws:iam::000000000000:role/hooks"));
        var id = instances().getFirst().instanceId();
        groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(id).shouldDecrementDesiredCapacity(true));
        await().until(() -> instances().stream()
                .anyMatch(one -> one.lifecycleStateAsString().equals("Terminating:Wait")));
        return id;
    }

    private List<Instance> instances() {
        return local.allPowerful()
                .groups()
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames("web"))
                .autoScalingGroups()
                .getFirst()
                .instances();
    }

    /** Visible ones and those that are held. */
    private String messages() {
        var attributes = local.allPowerful()
                .queues()
                .getQueueAttributes(request -> request.queueUrl(queue.text()).attributeNamesWithStrings("All"))
                .attributesAsStrings();
        return attributes.get("ApproximateNumberOfMessages") + " + "
                + attributes.get("ApproximateNumberOfMessagesNotVisible");
    }
}
