package io.tidegate.simulatedaws.backing;

/**
 * What {@code CapacityProviderReservation} tells of a group (ECS developer guide, "Amazon ECS cluster auto scaling").
 *
 * @param needed instances that its tasks need: those with tasks on them, and those that tasks wait for
 * @param running instances that it has in service
 */
record Reservation(int needed, int running) {
    // "If there are no instances and at least one task, the value is 200"; without either it is 100.
    double percent() {
        if (running == 0) {
            return needed == 0 ? 100 : 200;
        }
        return needed * 100.0 / running;
    }

    /** Instances at which the value would be {@code target} percent; rounded up, so that it is no higher. From none, two. */
    int instancesAt(int target) {
        return running == 0 && needed > 0 ? 2 : Math.ceilDiv(needed * 100, target);
    }
}
