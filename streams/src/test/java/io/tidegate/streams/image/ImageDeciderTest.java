package io.tidegate.streams.image;

import static io.tidegate.streams.image.Rolling.AS_IT_IS;
import static io.tidegate.streams.image.Rolling.policy;
import static io.tidegate.streams.image.Rolling.seeing;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.streams.decision.ImageGate;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.ImagePolicy.Before;
import io.tidegate.streams.policy.ImagePolicy.Look;
import io.tidegate.streams.policy.ImagePolicy.Occasions;
import io.tidegate.streams.policy.ScheduleAction;
import io.tidegate.streams.policy.ScheduledBounds;
import io.tidegate.streams.recurrence.Recurrence;
import io.tidegate.streams.recurrence.Validity;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ImageDeciderTest {
    private static final Validity ALWAYS = Validity.always(ZoneOffset.UTC);
    private static final Order NEW_VERSION = new Order.NewVersion("ami-2", AS_IT_IS, Rolling.TEMPLATE + "/7/ami-2/3");

    // Each hour at half past: 1,800 s after the start, and 5,400.
    private static final ScheduleAction OUT = new ScheduleAction(
            "event",
            Recurrence.parse("cron(30 * * * ? *)"),
            ALWAYS,
            ScheduledBounds.between(2, 4),
            OptionalInt.empty());

    @Test
    void bringsTheTemplateToTheNewestImageStepByStep() {
        var rolling = Rolling.under(policy()).fires(10);

        rolling.sees(11, seeing("ami-1", "ami-2").launching("7").template()).ticks(12);
        assertThat(rolling.orders()).containsExactly(NEW_VERSION);
        assertThat(rolling.isDecidedAgainTheSame(12)).isTrue();

        var made = seeing("ami-1", "ami-2").launching("7").latest(8, "ami-2");
        rolling.ends(Result.APPLIED, 13).ticks(14);
        assertThat(rolling.orders()).isEmpty();
        rolling.sees(15, made.template()).ticks(16);
        assertThat(rolling.orders()).containsExactly(new Order.DefaultVersion(8));

        rolling.ends(Result.APPLIED, 17).sees(18, made.standard(8).template()).ticks(19);
        assertThat(rolling.orders()).containsExactly(new Order.PinGroup("web", 8));

        rolling.ends(Result.APPLIED, 20)
                .sees(21, made.launching("8").template())
                .ticks(22);
        assertThat(rolling.orders()).isEmpty();
        assertThat(rolling.reasons()).containsExactly("NEW_VERSION", "DEFAULT_VERSION", "GROUP_PINNED", "IMAGE_READY");
        assertThat(rolling.state().course().run()).isNull();
    }

    @Test
    void changesNothingWhileNothingFires() {
        var rolling = Rolling.under(policy())
                .sees(11, seeing("ami-1", "ami-2").template())
                .ticks(12);

        assertThat(rolling.orders()).isEmpty();
        assertThat(rolling.reasons()).isEmpty();
    }

    @Test
    void looksAnewAfterAFiring() {
        var rolling = Rolling.under(policy())
                .sees(9, seeing("ami-1", "ami-2").template())
                .fires(10)
                .ticks(11);

        assertThat(rolling.orders()).isEmpty();
        assertThat(rolling.reasons()).containsExactly("NOT_SEEN");
    }

    @Test
    void skipsWhatStandsAlready() {
        var rolling = Rolling.under(policy())
                .fires(10)
                .sees(11, seeing("ami-2", "ami-2").template())
                .ticks(12);

        assertThat(rolling.orders()).isEmpty();
        assertThat(rolling.reasons()).containsExactly("IMAGE_STANDS");
    }

    @Test
    void makesNothingOfASecondFiring() {
        var rolling = Rolling.under(policy())
                .fires(10)
                .sees(11, seeing("ami-1", "ami-2").template())
                .ticks(12);

        rolling.fires(10).ticks(13);

        assertThat(rolling.orders()).isEmpty();
    }

    @Test
    void firesForTheNamesThatItListensTo() {
        var occasions = new Occasions(List.of(), false, List.of("baked"), Optional.empty());
        var rolling = Rolling.under(policy(AS_IT_IS, OptionalInt.empty(), Optional.empty(), occasions));

        rolling.fires("other", 5)
                .fires(6)
                .sees(20, seeing("ami-1", "ami-2").template())
                .ticks(21);
        assertThat(rolling.orders()).isEmpty();

        rolling.fires("baked", 22).sees(23, seeing("ami-1", "ami-2").template()).ticks(24);
        assertThat(rolling.orders()).containsExactly(NEW_VERSION);
    }

    @Test
    void looksAtTheTimesOfItsSchedule() {
        var look = new Look("half", Recurrence.parse("cron(30 * * * ? *)"), ALWAYS);
        var occasions = new Occasions(List.of(look), false, List.of(), Optional.empty());
        var rolling = Rolling.under(policy(AS_IT_IS, OptionalInt.empty(), Optional.empty(), occasions));

        assertThat(rolling.state().dueAt()).isEqualTo(Rolling.at(1_800));
        rolling.sees(1_799, seeing("ami-1", "ami-2").template()).ticks(1_800);
        assertThat(rolling.reasons()).containsExactly("NOT_SEEN");

        rolling.sees(1_801, seeing("ami-1", "ami-2").template()).ticks(1_802);
        assertThat(rolling.orders()).containsExactly(NEW_VERSION);
    }

    @Test
    void triesAgainLaterAndGivesUpInTheEnd() {
        var rolling = Rolling.under(policy()).fires(10);
        for (int round = 0; round < Run.MOST_FAILURES; round++) {
            int second = 20 * (round + 1);
            rolling.sees(second, seeing("ami-1", "ami-2").template()).ticks(second + 1);
            assertThat(rolling.orders()).containsExactly(NEW_VERSION);
            rolling.ends(Result.NOT_APPLIED, second + 2).ticks(second + 3);
            assertThat(rolling.orders()).isEmpty();
        }

        rolling.ticks(200);

        assertThat(rolling.orders()).isEmpty();
        assertThat(rolling.reasons()).endsWith("GIVEN_UP");
        assertThat(rolling.state().course().run()).isNull();
    }

    @Test
    void leavesOldVersionsThatAreStillUsedUntilTheNextTime() {
        var keeping = policy(AS_IT_IS, OptionalInt.of(2), Optional.empty(), Rolling.ON_AVAILABLE);
        var old = seeing("ami-2", "ami-2").numbers(1, 6, 7);
        var rolling = Rolling.under(keeping).fires(10).sees(11, old.template()).ticks(12);
        assertThat(rolling.orders()).containsExactly(new Order.DeleteVersions(List.of(1L)));

        rolling.ends(Result.NOT_APPLIED, 13).sees(14, old.template()).ticks(60);

        assertThat(rolling.orders()).isEmpty();
        assertThat(rolling.state().course().run()).isNull();
    }

    @Test
    void tellsTheFirstStepOfADryRunAndStops() {
        var rolling = Rolling.under(policy())
                .fires(10)
                .sees(11, seeing("ami-1", "ami-2").template())
                .ticks(12);

        rolling.ends(Result.LEFT_OUT, 13)
                .sees(14, seeing("ami-1", "ami-2").template())
                .ticks(15);

        assertThat(rolling.orders()).isEmpty();
        assertThat(rolling.reasons()).containsExactly("NEW_VERSION");
    }

    @Test
    void looksAheadOfAScheduledScaleOutAndHasItWaitUntilItIsReady() {
        var rolling = Rolling.under(ahead(false)).follows(OUT, 1);

        rolling.ticks(599);
        assertThat(rolling.state().course().gate()).isNull();
        rolling.ticks(600);
        assertThat(rolling.state().course().gate())
                .isEqualTo(new ImageGate("web-image", "event", Rolling.at(1_800), Rolling.at(2_400)));

        rolling.sees(601, seeing("ami-2", "ami-2").template()).ticks(602);
        assertThat(rolling.state().course().gate())
                .isEqualTo(new ImageGate("web-image", "event", Rolling.at(1_800), Rolling.at(602)));
    }

    @Test
    void waitsForAnImageThatIsStillMissing() {
        var rolling = Rolling.under(ahead(false)).follows(OUT, 1).ticks(600);

        rolling.sees(601, seeing("ami-1", "ami-2").withoutImages().template()).ticks(602);
        assertThat(rolling.reasons()).containsExactly("NOT_SEEN", "NO_IMAGE");

        rolling.sees(700, seeing("ami-1", "ami-2").template()).ticks(701);
        assertThat(rolling.orders()).containsExactly(NEW_VERSION);
    }

    @Test
    void letsTheScaleOutGoWhenItsTimeIsOver() {
        var rolling = Rolling.under(ahead(false)).follows(OUT, 1).ticks(600);

        rolling.sees(601, seeing("ami-1", "ami-2").withoutImages().template()).ticks(2_400);

        assertThat(rolling.state().course().run()).isNull();
        assertThat(rolling.gate().isShut(Rolling.at(2_400))).isFalse();
    }

    @Test
    void holdsTheScaleOutUntilItIsReadyWhereThePolicySaysSo() {
        var rolling = Rolling.under(ahead(true)).follows(OUT, 1).ticks(600);
        assertThat(rolling.gate().isShut(Rolling.at(9_000))).isTrue();

        rolling.sees(601, seeing("ami-2", "ami-2").template()).ticks(602);

        assertThat(rolling.gate().isShut(Rolling.at(1_800))).isFalse();
    }

    @Test
    void looksAtOnceWhereTheTimeToLookHasBegunBeforeThePolicy() {
        var rolling = Rolling.before(ahead(false)).follows(OUT, 699).ticks(700);

        assertThat(rolling.gate().at()).isEqualTo(Rolling.at(1_800));
        assertThat(rolling.reasons()).containsExactly("NOT_SEEN");
    }

    @Test
    void letsGoWhatWaitedForAPolicyThatGoesBeforeItNoMore() {
        var rolling = Rolling.under(ahead(true)).follows(OUT, 1).ticks(600);
        assertThat(rolling.gate().isShut(Rolling.at(1_800))).isTrue();

        rolling.changesTo(policy(), 601);

        assertThat(rolling.state().course().gate()).isNull();
    }

    @Test
    void takesNothingBackThatHasBegun() {
        var rolling = Rolling.under(ahead(true)).follows(OUT, 1);

        rolling.ticks(1_805); // No tick came in time.

        assertThat(rolling.state().course().gate()).isNull();
        assertThat(rolling.state().course().run()).isNotNull();
    }

    @Test
    void looksAheadOfNothingThatWasBeforeTheScheduleChanged() {
        var rolling = Rolling.under(ahead(false)).ticks(4_300).follows(OUT, 4_301);

        // The occurrence at 1,800 s is past; that of 5,400 s is 1,099 s ahead.
        rolling.ticks(4_302);

        assertThat(rolling.gate().at()).isEqualTo(Rolling.at(5_400));
    }

    @Test
    void commandsNothingWhileItsPolicyIsDisabled() {
        var enabled = policy();
        var disabled = new ImagePolicy(
                enabled.name(),
                4,
                false,
                new Target.Group(Place.DEFAULT, "web"),
                enabled.template(),
                enabled.groups(),
                enabled.selector(),
                enabled.version(),
                enabled.keepVersions(),
                enabled.refresh(),
                enabled.occasions(),
                enabled.execution());
        var rolling = Rolling.under(enabled).changesTo(disabled, 5);

        rolling.fires(20).sees(21, seeing("ami-1", "ami-2").template()).ticks(22);

        assertThat(rolling.orders()).isEmpty();
        assertThat(rolling.reasons()).containsExactly("DISABLED");
    }

    private static ImagePolicy ahead(boolean holds) {
        var before = new Before(
                new Target.Group(Place.DEFAULT, "web"), "event", Duration.ofMinutes(20), Duration.ofMinutes(10), holds);
        return policy(
                AS_IT_IS,
                OptionalInt.empty(),
                Optional.empty(),
                new Occasions(List.of(), false, List.of(), Optional.of(before)));
    }
}
