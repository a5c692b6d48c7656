package io.tidegate.simulatedaws.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.identity.Place;
import io.tidegate.simulatedaws.instance.TaskShape;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class TaskDefinitionsTest {
    private static final TaskDefinition SMALL = TaskSizing.definition("web", TaskShape.of(1, 1));
    private static final TaskDefinition LARGE = TaskSizing.definition("web", TaskShape.of(2, 2));

    private final TaskDefinitions definitions = new TaskDefinitions(new Arns(Place.DEFAULT));

    @Test
    void anotherDefinitionOfAFamilyIsItsNextRevision() {
        var first = definitions.register(SMALL);
        var second = definitions.register(LARGE);
        var third = definitions.register(SMALL);

        assertThat(first.revision()).isEqualTo(1);
        assertThat(second.revision()).isEqualTo(2);
        assertThat(third.taskDefinitionArn()).isEqualTo("arn:aws:ecs:us-east-1:000000000000:task-definition/web:3");
        assertThat(definitions.find("web")).contains(third);
        assertThat(definitions.find("web:2")).contains(second);
        assertThat(definitions.find(first.taskDefinitionArn())).contains(first);
    }

    @Test
    void theSameDefinitionAgainIsTheSameRevision() {
        var first = definitions.register(SMALL);

        assertThat(definitions.register(SMALL)).isEqualTo(first);
        assertThat(definitions.register(first)).isEqualTo(first);
        assertThat(definitions.find("web:2")).isEmpty();
    }

    @Test
    void aRevisionThatIsNamedIsTaken() {
        definitions.register(SMALL.toBuilder().revision(49).build());

        assertThat(definitions.register(LARGE).revision()).isEqualTo(50);
    }

    @Test
    void refusesAnotherDefinitionOfTheSameRevisionAndOneWithoutAFamily() {
        definitions.register(SMALL);

        assertThatThrownBy(
                        () -> definitions.register(LARGE.toBuilder().revision(1).build()))
                .hasMessage("task definition must be new, but web:1 exists and is another one");
        assertThatThrownBy(() ->
                        definitions.register(TaskDefinition.builder().cpu("1").build()))
                .hasMessage("task definition must have a family, was TaskDefinition(Cpu=1)");
    }

    @Test
    void servicesOfOneNameOnFargateAndOnInstancesHaveDefinitionsOfTheirOwn() {
        var onFargate = definitions.register(TaskDefinitions.onFargate("web"));
        var onInstances = definitions.register(SMALL);

        assertThat(onFargate.taskDefinitionArn()).endsWith("web:1");
        assertThat(onInstances.taskDefinitionArn()).endsWith("web:2");
    }
}
