package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.command.InstanceStep.StopTasks;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Stops the tasks of a container instance that draining leaves alone, by DescribeContainerInstances, ListTasks,
 * DescribeTasks and StopTask.
 */
public final class TaskStopping implements StepActuator<Target.Instance, StopTasks> {
    private final EcsClient client;
    private final Duration timeout;
    private final ContainerInstances instances;

    /** Calls through {@code client}: each that looks within {@code timeout}, all that stop within it together. */
    public TaskStopping(EcsClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
        this.instances = new ContainerInstances(client, timeout);
    }

    @Override
    public Observed observe(Target.Instance target, StopTasks step) {
        var seen = instances.look(step.cluster(), step.containerInstance(), target.id());
        return seen instanceof Observed.ContainerInstance on ? new Observed.StandaloneTasks(on, found(on, step)) : seen;
    }

    @Override
    public Answer apply(Target.Instance target, StopTasks step) {
        Answer answer = new Answer.Gone();
        for (String task : step.tasks()) {
            answer = stop(task, step).<Answer>map(Answer.Accepted::new).orElse(answer);
        }
        return answer;
    }

    private List<String> found(Observed.ContainerInstance on, StopTasks step) {
        var standalone = new ArrayList<String>();
        for (var page = on.tasks() > 0 ? list(step, null) : null; page != null; page = after(page, step)) {
            describe(page.taskArns(), step).stream()
                    .filter(TaskStopping::isStandalone)
                    .map(Task::taskArn)
                    .forEach(standalone::add);
        }
        return standalone;
    }

    private @Nullable ListTasksResponse after(ListTasksResponse page, StopTasks step) {
        return page.nextToken() == null ? null : list(step, page.nextToken());
    }

    // Of those that shall run, pending ones too: one that is told to stop is RUNNING until it has stopped.
    private ListTasksResponse list(StopTasks step, @Nullable String from) {
        return client.listTasks(request -> request.cluster(step.cluster())
                .containerInstance(step.containerInstance())
                .desiredStatus(DesiredStatus.RUNNING)
                .nextToken(from)
                .overrideConfiguration(call -> call.apiCallTimeout(timeout)));
    }

    private List<Task> describe(List<String> arns, StopTasks step) {
        return arns.isEmpty()
                ? List.of()
                : client.describeTasks(request -> request.cluster(step.cluster())
                                .tasks(arns)
                                .overrideConfiguration(call -> call.apiCallTimeout(timeout)))
                        .tasks();
    }

    // ECS says both of the task of a service (Task.group, Task.startedBy); one is enough to leave it alone.
    private static boolean isStandalone(Task task) {
        return !starts(task.group(), "service:") && !starts(task.startedBy(), "ecs-svc/");
    }

    private static boolean starts(@Nullable String text, String with) {
        return text != null && text.startsWith(with);
    }

    private Optional<String> stop(String task, StopTasks step) {
        var share = timeout.dividedBy(step.tasks().size());
        try {
            var response = client.stopTask(ChangeRequests.stopTask(task, step, Calls.within(share)));
            return Optional.of(response.responseMetadata().requestId());
        } catch (EcsException e) {
            if (Failures.saysGone(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
