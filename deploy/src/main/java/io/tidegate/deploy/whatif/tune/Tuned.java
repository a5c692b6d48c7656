package io.tidegate.deploy.whatif.tune;

import io.tidegate.deploy.whatif.report.Honesty;
import io.tidegate.deploy.whatif.report.Unit;
import io.tidegate.deploy.whatif.tune.Search.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of tuning a policy, for those who tell it.
 *
 * @param stretches of the past, in order of time, one of each sort at least
 * @param honesty of a simulation of the whole past
 */
public record Tuned(Asked asked, Found found, List<Stretch> stretches, Honesty honesty, Unseen unseen) {

    /**
     * What was to be found.
     *
     * @param policy its name
     * @param unit what its targets count their capacity in
     * @param currency of all costs
     */
    public record Asked(String policy, List<Vary> varied, Goal goal, Unit unit, String currency) {
        public Asked {
            varied = List.copyOf(varied);
        }
    }

    /** How policies do on what was held out; {@code defaults} where they can be measured. */
    public record Unseen(HeldOut best, HeldOut current, Optional<HeldOut> defaults) {

        /** Simulates what was found on {@code stretches}. */
        public static Unseen of(Judge judge, Found found, List<Stretch> stretches, long seed) {
            var policies = new ArrayList<>(List.of(found.best().policy(), judge.asIs()));
            found.defaults().map(Tried::policy).ifPresent(policies::add);
            var all = HeldOut.of(judge, policies, stretches, seed);
            return new Unseen(all.get(0), all.get(1), all.stream().skip(2).findFirst());
        }
    }

    public Tuned {
        stretches = List.copyOf(stretches);
    }

    /** How many stretches were held out. */
    public int heldOut() {
        return (int) stretches.stream().filter(Stretch::heldOut).count();
    }

    /** How the goal goes with each varied key, in the order in which they were given. */
    public List<Profile> profiles() {
        return asked.varied().stream()
                .map(each -> Profile.of(each.path(), asked.goal(), found))
                .toList();
    }
}
