package io.tidegate.deploy.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The simulation bites: each planted bug is caught within few seeds, by an invariant that it breaks. */
class PlantedBugsTest {
    private static final int MOST_SEEDS = 150;

    @BeforeAll
    static void silenceWhatIsMeantToFail() {
        Quiet.logs();
    }

    /** A bug, and the first seed that caught it. */
    private record Catch(Bug bug, Optional<Invariant> invariant, int seeds) {
        @Override
        public String toString() {
            return "| %s | %s | %s |"
                    .formatted(bug.text(), invariant.map(Enum::name).orElse("missed"), seeds);
        }
    }

    @Test
    void catchesEveryPlantedBug() throws IOException {
        var bugs = Bug.values();

        var caught = Seeds.run(LongStream.range(0, bugs.length), number -> hunt(bugs[(int) number]));

        var table = new ArrayList<>(List.of("| bug | caught by | seeds |", "|---|---|---|"));
        caught.forEach(each -> table.add(each.toString()));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "planted-bugs.md"), table);
        table.forEach(System.out::println);
        assertThat(caught).allMatch(each -> each.invariant().isPresent()).hasSizeGreaterThan(12);
    }

    // Another invariant may break first: it must be one that the bug is known to break.
    private static Catch hunt(Bug bug) {
        var runs = Planted.runs(bug);
        for (int seed = 1; seed <= MOST_SEEDS; seed++) {
            var broken = runs.apply((long) seed);
            if (broken.isPresent()) {
                var known = broken.filter(bug.breaks()::contains);
                return new Catch(bug, known, seed);
            }
        }
        return new Catch(bug, Optional.empty(), MOST_SEEDS);
    }
}
