package io.tidegate.streams.route;

import static io.tidegate.streams.route.Panes.LOAD;
import static io.tidegate.streams.route.Panes.named;
import static io.tidegate.streams.route.Panes.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.route.OpenPane.Entry;
import io.tidegate.streams.shell.ObjectStores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Panes of 10 ms. */
class OpenPanesTest {
    private static final long LENGTH = 10;

    private final OpenPanes panes = new OpenPanes(ObjectStores.over(ObjectStores.entries(), new PaneCodec()));
    private long offset;

    @Test
    void putsASampleIntoThePaneOfItsTime() {
        add(number(0, 1));
        add(number(9, 2));
        add(number(10, 3));
        add(number(-1, 4));

        assertThat(sent()).containsExactly("-10: 4.0", "0: 3.0", "10: 3.0");
    }

    @Test
    void keepsSeriesAndLengthsApart() {
        add(number(0, 1));
        panes.add(SeriesId.of("load", Map.of()), LENGTH, number(0, 2), true, offset++);
        panes.add(LOAD, LENGTH * 2, number(0, 3), true, offset++);

        assertThat(sent()).containsExactly("0: 1.0", "0: 2.0", "0: 3.0");
    }

    @Test
    void sendsAPaneAgainOnlyWhenItHasChanged() {
        add(number(0, 1));
        add(number(10, 1));
        sent();

        add(number(0, 1));
        add(number(10, 2));

        assertThat(sent()).containsExactly("10: 2.0");
        assertThat(sent()).isEmpty();
    }

    @Test
    void leavesPanesThatAreNotYetDueToTheNextTime() {
        add(number(0, 1));
        add(number(10, 2));

        var first = panes.takeUnsent(pane -> pane.start == 10);
        var rest = panes.takeUnsent(_ -> true);

        assertThat(first).extracting(pane -> pane.start).containsExactly(10L);
        assertThat(rest).extracting(pane -> pane.start).containsExactly(0L);
    }

    @Test
    void givesAChangedPaneTheOffsetOfTheSampleAsRevision() {
        add(number(0, 1));
        add(number(0, 2));
        add(number(0, 2));

        assertThat(panes.takeUnsent(_ -> true))
                .singleElement()
                .satisfies(pane -> assertThat(pane.revision).isEqualTo(1));
    }

    @Test
    void takesASampleOutOfItsPaneWhenALaterOneOfItsIdIsOfAnotherTime() {
        add(named("x", number(0, 5)));
        add(number(1, 2));
        sent();

        add(named("x", number(10, 7)));

        assertThat(sent()).containsExactly("0: 2.0", "10: 7.0");
    }

    @Test
    void findsASampleThatWentThereAndBackAgain() {
        add(named("x", number(0, 5)));
        add(named("x", number(10, 6)));

        add(named("x", number(3, 7)));

        assertThat(sent()).containsExactly("0: 7.0", "10: 0.0");
    }

    @Test
    void leavesARepeatedIdWithoutATimeWhereTheFirstIs() {
        panes.add(LOAD, LENGTH, named("x", number(8, 5)), false, offset++);

        panes.add(LOAD, LENGTH, named("x", number(12, 6)), false, offset++);

        assertThat(sent()).containsExactly("0: 6.0");
    }

    @Test
    void forgetsOnlyWhatWasSent() {
        add(number(0, 1));
        sent();
        add(number(10, 2));

        panes.forget(_ -> true);

        assertThat(panes.size()).isEqualTo(1);
        assertThat(sent()).containsExactly("10: 2.0");
    }

    @Test
    void startsAnewAfterForgetting() {
        add(number(0, 1));
        sent();
        panes.forget(_ -> true);

        add(number(1, 2));

        assertThat(sent()).containsExactly("0: 2.0");
    }

    private void add(Entry entry) {
        panes.add(LOAD, LENGTH, entry, true, offset++);
    }

    // Sums of the panes that were not sent yet, by their start.
    private List<String> sent() {
        return panes.takeUnsent(_ -> true).stream()
                .map(pane -> pane.start + ": " + pane.totals.sum)
                .sorted()
                .toList();
    }
}
