package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.command.Order.DrainInstance;
import io.tidegate.connectors.executor.command.Order.TerminateInstance;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target.Group;
import io.tidegate.schemas.naming.Target.Instance;
import io.tidegate.schemas.naming.Target.Place;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the executor relies on where instances are drained and ended, whoever answers. */
abstract class StepContract {
    private static final Group WEB = new Group(Place.DEFAULT, "web");
    private static final Observed ACTIVE = new Observed.ContainerInstance("ACTIVE", 0);
    private static final Observed DRAINS = new Observed.ContainerInstance("DRAINING", 0);

    private Member one;
    private Member other;

    /** The first instance of the group. */
    final Member one() {
        return one;
    }

    /** An instance that has registered with its cluster. */
    record Member(String instance, String containerInstance) {
        Instance target() {
            return new Instance(Place.DEFAULT, instance);
        }

        DrainInstance drain() {
            return new DrainInstance("demo", containerInstance);
        }

        TerminateInstance end(boolean decrement) {
            return new TerminateInstance(instance, "demo", containerInstance, decrement);
        }
    }

    abstract StepActuator<Instance, DrainInstance> draining();

    abstract StepActuator<Group, TerminateInstance> termination();

    /** Has the group web, from 0 to 9, with two instances that are empty container instances of the cluster demo. */
    abstract Member[] addGroup();

    abstract int desiredOfGroup();

    @BeforeEach
    void addInstances() {
        var members = addGroup();
        one = members[0];
        other = members[1];
    }

    @Test
    void drainsOneInstanceAndNoOther() {
        assertThat(draining().observe(one.target(), one.drain())).isEqualTo(ACTIVE);

        var answer = draining().apply(one.target(), one.drain());

        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        assertThat(draining().observe(one.target(), one.drain())).isEqualTo(DRAINS);
        assertThat(draining().observe(other.target(), other.drain())).isEqualTo(ACTIVE);
    }

    @Test
    void drainsTwiceAsOnce() {
        draining().apply(one.target(), one.drain());

        draining().apply(one.target(), one.drain());

        assertThat(draining().observe(one.target(), one.drain())).isEqualTo(DRAINS);
    }

    @Test
    void showsThatThereIsNoSuchContainerInstance() {
        var gone = new DrainInstance("demo", one.containerInstance().replaceAll(".$", "") + "z");

        assertThat(draining().observe(one.target(), gone)).isEqualTo(new Observed.Gone());
        assertThat(draining().apply(one.target(), gone)).isEqualTo(new Answer.Gone());
    }

    @Test
    void endsAnInstanceAndShrinksItsGroup() {
        assertThat(termination().observe(WEB, one.end(true)))
                .isEqualTo(new Observed.Member("InService", Optional.of(new Observed.ContainerInstance("ACTIVE", 0))));
        int before = desiredOfGroup();

        var answer = termination().apply(WEB, one.end(true));

        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        assertThat(termination().observe(WEB, one.end(true)).shows(one.end(true)))
                .isTrue();
        assertThat(termination().observe(WEB, other.end(true)).shows(other.end(true)))
                .isFalse();
        assertThat(desiredOfGroup()).isEqualTo(before - 1);
    }

    @Test
    void endsAnInstanceThatItsGroupReplaces() {
        int before = desiredOfGroup();

        termination().apply(WEB, one.end(false));

        assertThat(termination().observe(WEB, one.end(false)).shows(one.end(false)))
                .isTrue();
        assertThat(desiredOfGroup()).isEqualTo(before);
    }

    @Test
    void showsThatNoGroupHasTheInstance() {
        var gone = new TerminateInstance("i-0fffffffffffffff0", "demo", one.containerInstance(), true);

        assertThat(termination().observe(WEB, gone)).isEqualTo(new Observed.Gone());
        assertThat(termination().apply(WEB, gone)).isEqualTo(new Answer.Gone());
    }
}
