package io.tidegate.connectors.lifecycle;

import io.tidegate.connectors.bridge.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * One queue in memory, whose visibility timeouts run by a clock, and groups. A receive does not wait for messages, unless it
 * hangs. What happens is written to {@link #log}. Thread-safe.
 */
final class FakeQueues implements LifecycleApi {
    private static final int PAGE = 20;

    final List<String> log = new CopyOnWriteArrayList<>();
    private final ManualClock clock;
    private final Map<String, Entry> messages = new LinkedHashMap<>();
    private final Map<String, String> groupByInstance = new TreeMap<>();
    private final Map<String, AutoScalingGroup> groups = new TreeMap<>();
    private final Map<String, List<LifecycleHook>> hooks = new TreeMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Set<String> undeletable = ConcurrentHashMap.newKeySet();

    FakeQueues(ManualClock clock) {
        this.clock = clock;
    }

    private static final class Entry {
        final String body;
        final Instant sentAt;
        int receives;
        Instant visibleAt = Instant.MIN;

        Entry(String body, Instant sentAt) {
            this.body = body;
            this.sentAt = sentAt;
        }
    }

    synchronized void send(String id, String body) {
        messages.put(id, new Entry(body, clock.instant()));
    }

    synchronized Set<String> left() {
        return Set.copyOf(messages.keySet());
    }

    synchronized Instant visibleAt(String id) {
        var entry = messages.get(id);
        return entry == null ? Instant.MIN : entry.visibleAt;
    }

    /** Lets an operation fail, such as {@code ReceiveMessage}, or with {@code hang} before its name wait for ever. */
    void fail(String operation) {
        failing.add(operation);
    }

    void recover(String operation) {
        failing.remove(operation);
    }

    void refuseToDelete(String id) {
        undeletable.add(id);
    }

    synchronized void join(String group, String instance) {
        groupByInstance.put(instance, group);
    }

    synchronized void forget(String instance) {
        groupByInstance.remove(instance);
    }

    /** A group whose instances are in these states; their ids are the states' order from 0. */
    synchronized void addGroup(String name, String... states) {
        var instances = new ArrayList<Instance>();
        for (var state : states) {
            instances.add(Instance.builder()
                    .instanceId("i-" + name + instances.size())
                    .lifecycleState(state)
                    .build());
        }
        groups.put(
                name,
                AutoScalingGroup.builder()
                        .autoScalingGroupName(name)
                        .instances(instances)
                        .build());
    }

    synchronized void addHook(String group, String name, String transition) {
        hooks.computeIfAbsent(group, _ -> new ArrayList<>())
                .add(LifecycleHook.builder()
                        .autoScalingGroupName(group)
                        .lifecycleHookName(name)
                        .lifecycleTransition("autoscaling:EC2_INSTANCE_" + transition)
                        .build());
    }

    long calls(String operation) {
        return log.stream().filter(line -> line.startsWith(operation)).count();
    }

    private void called(String operation, String about) {
        if (failing.contains("hang " + operation)) {
            log.add(operation);
            hang();
        }
        log.add((operation + " " + about).strip());
        if (failing.contains(operation)) {
            var details = AwsErrorDetails.builder()
                    .errorCode("ServiceUnavailable")
                    .errorMessage("try again")
                    .build();
            throw operation.contains("Message")
                    ? SqsException.builder().awsErrorDetails(details).build()
                    : AutoScalingException.builder().awsErrorDetails(details).build();
        }
    }

    // As the SDK does, when the socket under it is closed by an interrupt.
    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            throw AbortedException.create("interrupted");
        }
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        called("ReceiveMessage", "");
        return ReceiveMessageResponse.builder().messages(take(request)).build();
    }

    private synchronized List<Message> take(ReceiveMessageRequest request) {
        var taken = new ArrayList<Message>();
        for (var entry : messages.entrySet()) {
            var kept = entry.getValue();
            if (taken.size() < request.maxNumberOfMessages() && !kept.visibleAt.isAfter(clock.instant())) {
                kept.receives++;
                kept.visibleAt = clock.instant().plusSeconds(request.visibilityTimeout());
                taken.add(Message.builder()
                        .messageId(entry.getKey())
                        .receiptHandle(entry.getKey())
                        .body(kept.body)
                        .attributes(Map.of(
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                String.valueOf(kept.receives),
                                MessageSystemAttributeName.SENT_TIMESTAMP,
                                String.valueOf(kept.sentAt.toEpochMilli())))
                        .build());
            }
        }
        return taken;
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        var handles =
                request.entries().stream().map(entry -> entry.receiptHandle()).toList();
        called("DeleteMessageBatch", String.join(",", handles));
        var failed = request.entries().stream()
                .filter(entry -> undeletable.contains(entry.receiptHandle()))
                .map(entry -> BatchResultErrorEntry.builder()
                        .id(entry.id())
                        .code("InternalError")
                        .message("try again")
                        .build())
                .toList();
        delete(handles);
        return DeleteMessageBatchResponse.builder().failed(failed).build();
    }

    private synchronized void delete(List<String> handles) {
        handles.stream().filter(handle -> !undeletable.contains(handle)).forEach(messages::remove);
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest request) {
        called(
                "ChangeMessageVisibilityBatch",
                String.join(
                        ",",
                        request.entries().stream()
                                .map(entry -> entry.receiptHandle())
                                .toList()));
        request.entries().forEach(entry -> hold(entry.receiptHandle(), Duration.ofSeconds(entry.visibilityTimeout())));
        return ChangeMessageVisibilityBatchResponse.builder().build();
    }

    private synchronized void hold(String handle, Duration time) {
        var entry = messages.get(handle);
        if (entry != null) {
            entry.visibleAt = clock.instant().plus(time);
        }
    }

    @Override
    public DescribeAutoScalingInstancesResponse describeAutoScalingInstances(
            DescribeAutoScalingInstancesRequest request) {
        called("DescribeAutoScalingInstances", String.join(",", request.instanceIds()));
        return DescribeAutoScalingInstancesResponse.builder()
                .autoScalingInstances(members(request.instanceIds()))
                .build();
    }

    private synchronized List<AutoScalingInstanceDetails> members(List<String> ids) {
        return ids.stream()
                .filter(groupByInstance::containsKey)
                .map(id -> AutoScalingInstanceDetails.builder()
                        .instanceId(id)
                        .autoScalingGroupName(groupByInstance.get(id))
                        .build())
                .toList();
    }

    @Override
    public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(DescribeAutoScalingGroupsRequest request) {
        called(
                "DescribeAutoScalingGroups",
                String.valueOf(request.autoScalingGroupNames().size()));
        return page(request);
    }

    private synchronized DescribeAutoScalingGroupsResponse page(DescribeAutoScalingGroupsRequest request) {
        var found = request.autoScalingGroupNames().stream()
                .filter(groups::containsKey)
                .map(groups::get)
                .toList();
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = Math.min(found.size(), from + PAGE);
        return DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(found.subList(from, to))
                .nextToken(to < found.size() ? String.valueOf(to) : null)
                .build();
    }

    @Override
    public DescribeLifecycleHooksResponse describeLifecycleHooks(DescribeLifecycleHooksRequest request) {
        called("DescribeLifecycleHooks", request.autoScalingGroupName());
        return DescribeLifecycleHooksResponse.builder()
                .lifecycleHooks(hooksOf(request.autoScalingGroupName()))
                .build();
    }

    private synchronized List<LifecycleHook> hooksOf(String group) {
        return List.copyOf(hooks.getOrDefault(group, List.of()));
    }
}
