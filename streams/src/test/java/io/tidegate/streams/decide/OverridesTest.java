package io.tidegate.streams.decide;

import static io.tidegate.streams.ClusterPolicies.CLUSTER;
import static io.tidegate.streams.Clusters.cluster;
import static io.tidegate.streams.Policies.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.ClusterPolicies;
import io.tidegate.streams.Policies;
import io.tidegate.streams.policy.CapacityPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people overrode holds for the domain, whoever drives it, until it expires. */
class OverridesTest {
    private final Journal journal = new Journal();

    @Test
    void holdsForATargetThatIsTakenUpLater() {
        journal.after(1).paused(TARGET, false, true, 600).after(1);

        journal.policy(twoMore()).service("web", 2, 2).after(1);

        assertThat(journal.decisions(TARGET).getLast().verdict().reason()).isEqualTo("OVERRIDE_PAUSED");
        assertThat(journal.commands()).isEmpty();
    }

    @Test
    void holdsForAClusterThatIsTakenUpLater() {
        journal.given(CLUSTER, 3, false, 600).after(1);

        journal.policy(ClusterPolicies.fit()).cluster(cluster().build()).after(1);

        assertThat(journal.verdict()).isEqualTo("SCALE_OUT OVERRIDE");
    }

    @Test
    void holdsBeforeTheFirstTickOfAll() {
        journal.paused(TARGET, false, true, 600)
                .policy(twoMore())
                .service("web", 2, 2)
                .after(1);

        assertThat(journal.commands()).isEmpty();
    }

    @Test
    void outlivesThePolicyThatDroveTheTarget() {
        journal.policy(twoMore())
                .service("web", 2, 2)
                .paused(TARGET, false, true, 600)
                .after(1)
                .deleted("web", TARGET);

        journal.policy(twoMore()).service("web", 2, 2).after(1);

        assertThat(journal.decisions(TARGET).getLast().verdict().reason()).isEqualTo("OVERRIDE_PAUSED");
        assertThat(journal.commands()).isEmpty();
    }

    @Test
    void doesNotHoldForATargetThatIsTakenUpWhenItIsOver() {
        journal.after(1).paused(TARGET, false, true, 30).after(30);

        journal.policy(twoMore()).service("web", 2, 2).after(1);

        assertThat(journal.commands()).hasSize(1);
    }

    @Test
    void doesNotHoldOnceItIsLifted() {
        journal.after(1).paused(TARGET, false, true, 600).override(Map.of());

        journal.policy(twoMore()).service("web", 2, 2).after(1);

        assertThat(journal.commands()).hasSize(1);
    }

    @Test
    void isForgottenWhenItHasExpired() {
        journal.after(1).paused(TARGET, false, true, 30);
        var held = journal.states().allOverridden().keySet();
        assertThat(held).containsExactly(Journal.DOMAIN);

        journal.after(29).after(1);

        assertThat(journal.states().allOverridden()).isEmpty();
    }

    @Test
    void isForgottenWhenItIsLifted() {
        journal.after(1).paused(TARGET, false, true, 30).override(Map.of());

        assertThat(journal.states().allOverridden()).isEmpty();
    }

    @Test
    void isReplacedByALaterRecordOfItsDomain() {
        journal.after(1)
                .paused(TARGET, false, true, 30)
                .paused(TARGET, false, true, 600)
                .after(30);

        journal.policy(twoMore()).service("web", 2, 2).after(1);

        assertThat(journal.commands()).isEmpty();
    }

    private static CapacityPolicy twoMore() {
        return Policies.policy().atLeast("running", 1, 2).build();
    }
}
