package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.connectors.executor.command.InstanceStep.StopTasks;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target.Instance;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;

class TaskStoppingTest {
    private static final Instance ONE = new Instance(Place.DEFAULT, "i-1");
    private static final StopTasks STOP = new StopTasks("demo", "arn/i-1");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final FakeEcs ecs = new FakeEcs().instance("DRAINING", 3, 1);
    private final TaskStopping stopping = new TaskStopping(ecs, TIMEOUT);

    @Test
    void findsWhatNoServiceKeeps() {
        ecs.task(task("arn/1", "service:web", "ecs-svc/1"))
                .task(task("arn/2", "family:batch", "someone"))
                .task(task("arn/3", "family:batch", null))
                .task(task("arn/4", "crons", "ecs-svc/2"))
                .task(task("arn/5", "service:web", null));

        assertThat(stopping.observe(ONE, STOP)).isEqualTo(seen(4, "arn/2", "arn/3"));
        assertThat(ecs.lists)
                .extracting(
                        ListTasksRequest::cluster, ListTasksRequest::containerInstance, ListTasksRequest::desiredStatus)
                .containsExactly(tuple("demo", "arn/i-1", DesiredStatus.RUNNING));
    }

    @Test
    void readsEveryPage() {
        ecs.pagesOf(1)
                .task(task("arn/1", "service:web", null))
                .task(task("arn/2", "family:batch", null))
                .task(task("arn/3", "family:batch", null));

        assertThat(stopping.observe(ONE, STOP)).isEqualTo(seen(4, "arn/2", "arn/3"));
        assertThat(ecs.lists).hasSize(3);
    }

    @Test
    void asksForNoTasksOfWhatHasNone() {
        ecs.instance("DRAINING", 0, 0);

        assertThat(stopping.observe(ONE, STOP)).isEqualTo(seen(0));
        assertThat(ecs.lists).isEmpty();
    }

    @Test
    void findsNothingWhereAllIsToldToStop() {
        assertThat(stopping.observe(ONE, STOP))
                .as("all of its tasks are told to stop")
                .isEqualTo(seen(4));
    }

    @Test
    void doesNotTakeAnotherInstanceForTheOneThatIsMeant() {
        assertThat(stopping.observe(new Instance(Place.DEFAULT, "i-2"), STOP))
                .isEqualTo(new Observed.NotFound("container instance arn/i-1 must be EC2 instance i-2, was i-1"));
        assertThat(ecs.lists).isEmpty();
    }

    @Test
    void tellsThatTheContainerInstanceIsGone() {
        ecs.instance("INACTIVE", 0, 0);

        assertThat(stopping.observe(ONE, STOP)).isEqualTo(new Observed.Gone());
    }

    @Test
    void stopsEachTaskThatWasSeenWithinOneTimeLimit() {
        ecs.task(task("arn/1", "family:batch", null)).task(task("arn/2", "family:batch", null));

        var answer = stopping.apply(ONE, STOP.of(List.of("arn/2", "arn/1")));

        assertThat(answer).isEqualTo(new Answer.Accepted("r-1"));
        assertThat(ecs.stops)
                .extracting(StopTaskRequest::cluster, StopTaskRequest::task, StopTaskRequest::reason)
                .containsExactly(
                        tuple("demo", "arn/1", "Tidegate: the instance leaves"),
                        tuple("demo", "arn/2", "Tidegate: the instance leaves"));
        assertThat(ecs.stops)
                .extracting(stop -> stop.overrideConfiguration().orElseThrow().apiCallTimeout())
                .allSatisfy(limit -> assertThat(limit).contains(TIMEOUT.dividedBy(2)));
    }

    @Test
    void stopsTheOthersWhenOneHasStoppedByItself() {
        ecs.task(task("arn/1", "family:batch", null));

        assertThat(stopping.apply(ONE, STOP.of(List.of("arn/0", "arn/1", "arn/2"))))
                .isEqualTo(new Answer.Accepted("r-1"));
        assertThat(stopping.apply(ONE, STOP.of(List.of("arn/0")))).isEqualTo(new Answer.Gone());
    }

    @Test
    void leavesARefusalToItsCallerAndTheRestAsItIs() {
        ecs.task(task("arn/1", "family:batch", null))
                .task(task("arn/3", "family:batch", null))
                .denying("arn/2");

        assertThatThrownBy(() -> stopping.apply(ONE, STOP.of(List.of("arn/1", "arn/2", "arn/3"))))
                .hasMessageContaining("denied");
        assertThat(ecs.stops).extracting(StopTaskRequest::task).containsExactly("arn/1", "arn/2");
    }

    private static Observed seen(int all, String... arns) {
        return new Observed.StandaloneTasks(new Observed.ContainerInstance("DRAINING", all), List.of(arns));
    }

    private static Task task(String arn, String group, @Nullable String startedBy) {
        return Task.builder().taskArn(arn).group(group).startedBy(startedBy).build();
    }
}
