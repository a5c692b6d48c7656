package io.tidegate.connectors.inventory.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.ManualClock;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.BalancerRegistration;
import io.tidegate.schemas.HookedGroupsState;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the reader relies on of load balancers, whoever answers. */
abstract class HookContract {
    private final SourceCounters counters = new SourceCounters();

    abstract HookApi api();

    /** Adds the group {@code web} with as many instances in service; gives their ids. */
    abstract List<String> addGroup(int instances);

    /** Attaches the group to a target group of port 80 in which its instances are healthy; gives its ARN. */
    abstract String attachTargetGroup();

    /** Attaches the group to a classic load balancer that its instances are in service at. */
    abstract void attachLoadBalancer(String name);

    /** Adds a target group of IP addresses with one of them; gives its ARN. */
    abstract String addAddresses();

    /** Has a target of the group's target group drain. */
    abstract void drainTarget(String targetGroup, String instance);

    /** Has an instance drain at a classic load balancer. */
    abstract void drainInstance(String loadBalancer, String instance);

    private List<BalancerRegistration> registrations(List<String> loadBalancers, List<String> targetGroups) {
        var watched = new WatchedHooks(
                new Target.Group(Place.DEFAULT, "web"), List.of("web"), Optional.empty(), loadBalancers, targetGroups);
        var reader = new HookReader(api(), counters, new ManualClock("2026-01-01T00:00:00Z"));
        return ((HookedGroupsState) reader.read(watched).getObserved()).getRegistrations();
    }

    @Test
    void tellsTheInstancesOfAGroupAtItsTargetGroup() {
        var ids = addGroup(2);
        var web = attachTargetGroup();
        drainTarget(web, ids.getFirst());

        assertThat(registrations(List.of(), List.of()))
                .containsExactlyInAnyOrder(
                        new BalancerRegistration(ids.getFirst(), web, 80, true),
                        new BalancerRegistration(ids.getLast(), web, 80, false));
    }

    @Test
    void tellsTheInstancesOfAGroupAtItsClassicLoadBalancer() {
        var ids = addGroup(2);
        attachLoadBalancer("front");
        drainInstance("front", ids.getFirst());

        assertThat(registrations(List.of(), List.of()))
                .containsExactlyInAnyOrder(
                        new BalancerRegistration(ids.getFirst(), "front", null, true),
                        new BalancerRegistration(ids.getLast(), "front", null, false));
    }

    @Test
    void tellsNothingOfAddresses() {
        addGroup(1);
        var tasks = addAddresses();

        assertThat(registrations(List.of(), List.of(tasks))).isEmpty();
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isZero();
    }

    @Test
    void tellsNothingOfBalancersThatDoNotExist() {
        addGroup(1);

        assertThat(registrations(List.of("none"), List.of("arn:aws:elasticloadbalancing:none")))
                .isEmpty();
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isEqualTo(2);
    }
}
