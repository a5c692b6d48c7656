package io.tidegate.streams.decide;

import static io.tidegate.streams.Policies.policy;
import static io.tidegate.streams.Schedules.EVERY_DAY;
import static io.tidegate.streams.Schedules.window;
import static io.tidegate.streams.image.Rolling.AS_IT_IS;
import static io.tidegate.streams.image.Rolling.START;
import static io.tidegate.streams.image.Rolling.TEMPLATE;
import static io.tidegate.streams.image.Rolling.seeing;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.streams.decide.JournalPartition.Result.Emitted;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.image.Rolling;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.PolicyChanged;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.journal.Input.Ticked;
import io.tidegate.streams.journal.ObservedTemplate;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.ImagePolicy.Before;
import io.tidegate.streams.policy.ImagePolicy.Occasions;
import io.tidegate.streams.policy.ImagePolicy.Protected;
import io.tidegate.streams.policy.ImagePolicy.Refresh;
import io.tidegate.streams.policy.Policy;
import io.tidegate.streams.policy.ScheduledBounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A group that is scaled out for an event, with the newest image and no metric, in a journal partition whose states are written
 * and read again after every entry.
 */
class ImagePartitionTest {
    private static final String DOMAIN = "asg/web";
    private static final String IMAGE = "launch-template/" + TEMPLATE;
    private static final Refresh REFRESH = new Refresh(90, Optional.empty(), true, Protected.IGNORE);

    private TargetStates.InMemory states = new TargetStates.InMemory();
    private final List<Commanded> commands = new ArrayList<>();
    private final List<Decided> decisions = new ArrayList<>();

    @Test
    void bringsTheNewestImageBeforeTheEventAndScalesOutThen() {
        apply(group(), image(Optional.empty()), new Ticked(START), empty(0), new Ticked(Rolling.at(1)));

        // The event is at 12:30, and the image is looked for from 12:10 on.
        apply(
                new Ticked(Rolling.at(599)),
                template(600, seeing("ami-1", "ami-2").template()));
        assertThat(commands).isEmpty();
        apply(
                new Ticked(Rolling.at(600)),
                template(601, seeing("ami-1", "ami-2").template()));
        apply(new Ticked(Rolling.at(602)));
        assertThat(commands).extracting(Commanded::target).containsExactly(IMAGE);

        var made = seeing("ami-1", "ami-2").latest(8, "ami-2");
        apply(applied(603), template(604, made.template()), new Ticked(Rolling.at(605)));
        apply(applied(606), template(607, made.standard(8).template()), new Ticked(Rolling.at(608)));
        assertThat(reasons()).containsSubsequence("NEW_VERSION", "DEFAULT_VERSION", "IMAGE_READY");

        apply(empty(1_799), new Ticked(Rolling.at(1_800)));
        assertThat(commands.getLast().target()).isEqualTo("asg/web");
        assertThat(commands.getLast().order()).isEqualTo(new Order.Capacity(0, 3));
    }

    @Test
    void holdsTheScaleOutWhileTheImageIsNotReady() {
        apply(group(), image(Optional.empty()), new Ticked(START), new Ticked(Rolling.at(600)));
        apply(empty(1_799), new Ticked(Rolling.at(1_800)), new Ticked(Rolling.at(1_801)));
        assertThat(commands).isEmpty();
        assertThat(reasons()).endsWith("IMAGE");

        apply(template(1_802, seeing("ami-2", "ami-2").template()), new Ticked(Rolling.at(1_803)));
        apply(empty(1_804), new Ticked(Rolling.at(1_805)));

        assertThat(commands).extracting(Commanded::order).containsExactly(new Order.Capacity(0, 3));
    }

    @Test
    void scalesOutWithTheImageThatThereIsWhenTheTimeIsOver() {
        apply(group(), image(Optional.empty()), new Ticked(START), new Ticked(Rolling.at(600)));

        apply(empty(2_399), new Ticked(Rolling.at(2_399)), new Ticked(Rolling.at(2_400)));

        assertThat(commands).extracting(Commanded::order).containsExactly(new Order.Capacity(0, 3));
    }

    @Test
    void letsTheScaleOutGoWithItsPolicy() {
        apply(group(), image(Optional.empty()), new Ticked(START), new Ticked(Rolling.at(600)));
        apply(empty(1_799), new Ticked(Rolling.at(1_800)));
        assertThat(commands).isEmpty();

        apply(new PolicyChanged("web-image", List.of(), List.of(DOMAIN), Optional.empty()));
        apply(empty(1_801), new Ticked(Rolling.at(1_802)));

        assertThat(commands).hasSize(1);
        assertThat(states.all()).containsOnlyKeys(DOMAIN);
    }

    @Test
    void goesBeforeTheScheduleThatItsGroupHasNow() {
        apply(image(Optional.empty()), new Ticked(START), new Ticked(Rolling.at(600)));
        assertThat(decisions).isEmpty();

        apply(group(), new Ticked(Rolling.at(601)));

        assertThat(reasons()).contains("NOT_SEEN");
    }

    @Test
    void remembersTheRefreshThatHasBegun() {
        apply(group(), image(Optional.of(REFRESH)), new Ticked(START), new Ticked(Rolling.at(600)));
        var made = seeing("ami-1", "ami-2").latest(8, "ami-2");
        apply(template(601, made.template()), new Ticked(Rolling.at(602)));
        apply(applied(603), template(604, made.standard(8).template()), new Ticked(Rolling.at(605)));
        assertThat(commands.getLast().order()).isEqualTo(new Order.RefreshInstances("web", REFRESH));

        apply(applied(606), template(607, made.refreshing("Pending").template()), new Ticked(Rolling.at(608)));

        assertThat(commands).hasSize(2);
        assertThat(reasons()).endsWith("IMAGE_READY");
    }

    @Test
    void leavesATemplateThatItsPolicyHasLeft() {
        apply(group(), image(Optional.empty()), new Ticked(START));
        var other = new Target.LaunchTemplate(Place.DEFAULT, "lt-00000000000000000");

        apply(changed(of(other, Optional.empty())));

        assertThat(states.all()).containsOnlyKeys(DOMAIN, other.text());
    }

    private void apply(Input... inputs) {
        for (var input : Stream.of(inputs).flatMap(ImagePartitionTest::agreed).toList()) {
            new JournalPartition(states, Duration.ofDays(1))
                    .apply(DOMAIN, input).stream()
                            .filter(Emitted.class::isInstance)
                            .map(result -> ((Emitted) result).output())
                            .forEach(this::keep);
            writeAndRead();
        }
    }

    // A leap of the clock counts when three ticks agree.
    private static Stream<Input> agreed(Input input) {
        return input instanceof Ticked(var at)
                ? Stream.of(2, 1, 0).map(before -> new Ticked(at.minusSeconds(before)))
                : Stream.of(input);
    }

    private void keep(Output output) {
        switch (output) {
            case Commanded command -> commands.add(command);
            case Decided decided -> decisions.add(decided);
        }
    }

    private void writeAndRead() {
        var read = new TargetStates.InMemory();
        read.clock(states.clock());
        states.all().values().forEach(state -> {
            var again = HeldSerdes.fromAvro(HeldSerdes.toAvro(state));
            assertThat(again).isEqualTo(state);
            read.put(again);
        });
        states = read;
    }

    private List<String> reasons() {
        return decisions.stream().map(decided -> decided.verdict().reason()).toList();
    }

    private Settled applied(int second) {
        return new Settled(IMAGE, commands.getLast().id(), Result.APPLIED, Rolling.at(second));
    }

    private static PolicyChanged group() {
        Policy group = policy().targets(DOMAIN)
                .via(CapacityPolicy.Actuation.DESIRED)
                .between(0, 0)
                .scheduled(window("event", EVERY_DAY, "12:30-14:00", "UTC", ScheduledBounds.exactly(3)))
                .build();
        return new PolicyChanged(group.name(), List.of(DOMAIN), List.of(), Optional.of(group));
    }

    private static PolicyChanged image(Optional<Refresh> refresh) {
        return changed(of(new Target.LaunchTemplate(Place.DEFAULT, TEMPLATE), refresh));
    }

    private static PolicyChanged changed(ImagePolicy policy) {
        return new PolicyChanged(policy.name(), List.of(DOMAIN), List.of(), Optional.of(policy));
    }

    private static ImagePolicy of(Target.LaunchTemplate template, Optional<Refresh> refresh) {
        var before = new Before(
                new Target.Group(Place.DEFAULT, "web"), "event", Duration.ofMinutes(20), Duration.ofMinutes(10), false);
        var plain = Rolling.policy(
                AS_IT_IS,
                OptionalInt.empty(),
                refresh,
                new Occasions(List.of(), false, List.of(), Optional.of(before)));
        return new ImagePolicy(
                plain.name(),
                1,
                true,
                plain.target(),
                template,
                plain.groups(),
                plain.selector(),
                plain.version(),
                plain.keepVersions(),
                plain.refresh(),
                plain.occasions(),
                plain.execution());
    }

    private static Observed empty(int second) {
        return new Observed(
                DOMAIN, Rolling.at(second), new Observation.Group(0, 9, 0, 0, 0, 0, Optional.empty(), false));
    }

    private static Observed template(int second, ObservedTemplate template) {
        return new Observed(DOMAIN, Rolling.at(second), new Observation.Template(template));
    }
}
