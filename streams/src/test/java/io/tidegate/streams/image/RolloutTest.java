package io.tidegate.streams.image;

import static io.tidegate.streams.image.Rolling.AS_IT_IS;
import static io.tidegate.streams.image.Rolling.ON_AVAILABLE;
import static io.tidegate.streams.image.Rolling.policy;
import static io.tidegate.streams.image.Rolling.seeing;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.image.Rollout.Act;
import io.tidegate.streams.image.Rollout.Done;
import io.tidegate.streams.image.Rollout.Failed;
import io.tidegate.streams.image.Rollout.Next;
import io.tidegate.streams.image.Rollout.Wait;
import io.tidegate.streams.journal.ObservedTemplate;
import io.tidegate.streams.journal.ObservedTemplateSerdes;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.ImagePolicy.Protected;
import io.tidegate.streams.policy.ImagePolicy.Refresh;
import io.tidegate.streams.policy.ImagePolicy.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RolloutTest {
    private static final Run RUN = Run.begun("a firing", Rolling.START);
    private static final String TOKEN = Rolling.TEMPLATE + "/7/ami-2/3";
    private static final Refresh REFRESH = new Refresh(90, Optional.empty(), true, Protected.IGNORE);
    private static final Version LARGER =
            new Version("$Latest", Optional.of("ops"), Optional.of("m7i.xlarge"), List.of("sg-22222222"));

    static Stream<Arguments> whatIsSeen() {
        return Stream.of(
                row("the newest image stands already", seeing("ami-2", "ami-2"), null),
                row(
                        "a newer image makes a version",
                        seeing("ami-1", "ami-2"),
                        new Order.NewVersion("ami-2", AS_IT_IS, TOKEN)),
                row(
                        "a version that has it becomes the default",
                        seeing("ami-1", "ami-2").latest(8, "ami-2"),
                        new Order.DefaultVersion(8)),
                row(
                        "the default has it, and a later version does not matter",
                        seeing("ami-1", "ami-2").latest(8, "ami-2").standard(8).latest(9, "ami-1"),
                        null),
                row(
                        "of a group that takes the latest version, that one counts",
                        seeing("ami-1", "ami-2")
                                .latest(8, "ami-2")
                                .standard(8)
                                .latest(9, "ami-1")
                                .launching("$Latest"),
                        new Order.NewVersion("ami-2", AS_IT_IS, Rolling.TEMPLATE + "/9/ami-2/3")),
                row(
                        "a group that is pinned to another version is pinned anew",
                        seeing("ami-1", "ami-2").latest(8, "ami-2").standard(8).launching("7"),
                        new Order.PinGroup("web", 8)),
                row(
                        "a group that is pinned to it is left alone",
                        seeing("ami-1", "ami-2").latest(8, "ami-2").standard(8).launching("8"),
                        null));
    }

    private static Arguments row(String name, Rolling.Seeing seeing, Order.@Nullable OfTemplate order) {
        return Arguments.of(name, seeing.template(), Optional.ofNullable(order));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatIsSeen")
    void goesOneStepOn(String name, ObservedTemplate seen, Optional<Order> order) {
        var next = next(policy(), RUN, seen);

        assertThat(next).isInstanceOf(order.isPresent() ? Act.class : Done.class);
        assertThat(order(next)).isEqualTo(order);
    }

    @Test
    void makesAVersionWhereWhatElseIsWantedDiffers() {
        var larger = policy(LARGER, OptionalInt.empty(), Optional.empty(), ON_AVAILABLE);

        var next = next(larger, RUN, seeing("ami-2", "ami-2").template());

        assertThat(order(next)).contains(new Order.NewVersion("ami-2", LARGER, TOKEN));
    }

    @Test
    void takesTheNewestImageWhateverTheOrder() {
        var images = List.of(
                new ObservedTemplate.Image("ami-9", "old", Rolling.at(-9)),
                new ObservedTemplate.Image("ami-2", "new", Rolling.at(-1)));
        var seen = seeing("ami-1", "ami-2").template();
        var avro = ObservedTemplateSerdes.toAvro(new ObservedTemplate(
                seen.template(), true, 7, 7, seen.versions(), seen.numbers(), images, seen.groups()));

        var next = next(policy(), RUN, ObservedTemplateSerdes.fromAvro(avro));

        assertThat(order(next)).contains(new Order.NewVersion("ami-2", AS_IT_IS, TOKEN));
    }

    @Test
    void replacesRunningInstancesOnceAfterAChange() {
        var refreshing = policy(AS_IT_IS, OptionalInt.empty(), Optional.of(REFRESH), ON_AVAILABLE);
        var seen = seeing("ami-2", "ami-2").template();

        assertThat(next(refreshing, RUN, seen)).isInstanceOf(Done.class);
        assertThat(order(next(refreshing, RUN.changing(), seen))).contains(new Order.RefreshInstances("web", REFRESH));
        assertThat(next(refreshing, RUN.changing().refreshing("web"), seen)).isInstanceOf(Done.class);
    }

    @Test
    void waitsForARefreshThatIsUnderWay() {
        var refreshing = policy(AS_IT_IS, OptionalInt.empty(), Optional.of(REFRESH), ON_AVAILABLE);

        var next = next(
                refreshing,
                RUN.changing(),
                seeing("ami-2", "ami-2").refreshing("InProgress").template());

        assertThat(next).isEqualTo(new Wait("REFRESH_UNDER_WAY", "a refresh of web is InProgress already"));
    }

    @Test
    void deletesTheOldestVersionsThatNobodyUses() {
        var keeping = policy(AS_IT_IS, OptionalInt.of(3), Optional.empty(), ON_AVAILABLE);
        var seen = seeing("ami-2", "ami-2").numbers(1, 2, 4, 5, 6, 7).template();

        assertThat(order(next(keeping, RUN, seen))).contains(new Order.DeleteVersions(List.of(1L, 2L, 4L)));
    }

    @Test
    void keepsVersionsThatAreUsedHoweverOld() {
        var source = new Version("2", Optional.empty(), Optional.empty(), List.of());
        var keeping = policy(source, OptionalInt.of(3), Optional.empty(), ON_AVAILABLE);
        var seen = seeing("ami-2", "ami-2").numbers(1, 2, 7).template();
        var more = seeing("ami-2", "ami-2").numbers(1, 2, 3, 7).template();

        assertThat(next(keeping, RUN, seen)).isInstanceOf(Done.class);
        assertThat(order(next(keeping, RUN, more))).contains(new Order.DeleteVersions(List.of(1L)));
    }

    @Test
    void tellsWhatItCannotDo() {
        var missing = new ObservedTemplate(
                "launch-template/" + Rolling.TEMPLATE, false, 0, 0, List.of(), List.of(), List.of(), List.of());

        assertThat(next(policy(), RUN, missing))
                .isEqualTo(new Failed("TEMPLATE_NOT_FOUND", "AWS knows no launch-template/" + Rolling.TEMPLATE));
        assertThat(next(policy(), RUN, seeing("ami-1", "ami-2").withoutImages().template()))
                .isEqualTo(new Failed("NO_IMAGE", "no available image is one that the policy selects"));
    }

    @Test
    void saysWhichGroupsDoNotLaunchFromTheTemplate() {
        var next = next(
                policy(), RUN, seeing("ami-2", "ami-2").launchingFromAnother().template());

        assertThat(next)
                .isEqualTo(new Done("ami-2 (web-ami-2) is version 7, the default; web does not launch from it"));
    }

    private static Next next(ImagePolicy policy, Run run, ObservedTemplate seen) {
        return new Rollout(policy, run, seen).next();
    }

    private static Optional<Order> order(Next next) {
        return next instanceof Act act ? Optional.of(act.order()) : Optional.empty();
    }
}
