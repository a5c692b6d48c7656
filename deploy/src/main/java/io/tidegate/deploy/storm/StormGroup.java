package io.tidegate.deploy.storm;

import java.util.Optional;

/**
 * One group of a storm; its number alone decides what it is like, so that all kinds stand beside each other.
 *
 * @param number from 0
 */
record StormGroup(int number) {
    /** What its targets begin with. */
    static final String PREFIX = "asg/storm-";

    /** Groups that launch the instances of one cluster; every fifth launches for none. */
    private static final int IN_A_CLUSTER = 4;

    /** What sends requests to its instances. */
    enum Front {
        /** A target group that AWS itself takes instances in and out of. */
        ATTACHED_TARGETS,
        /** A target group that instances register with by themselves. */
        OWN_TARGETS,
        /** A classic load balancer that instances register with by themselves. */
        OWN_CLASSIC,
        /** A classic load balancer that AWS itself takes instances in and out of. */
        ATTACHED_CLASSIC;

        boolean isAttached() {
            return this == ATTACHED_TARGETS || this == ATTACHED_CLASSIC;
        }

        boolean isClassic() {
            return this == OWN_CLASSIC || this == ATTACHED_CLASSIC;
        }
    }

    /** How its hook's notices come. */
    enum Way {
        QUEUE,
        TOPIC,
        RULE
    }

    String name() {
        return target().substring("asg/".length());
    }

    String target() {
        return PREFIX + "%02d".formatted(number);
    }

    /** The name of what sends requests to its instances. */
    String balancer() {
        return "front-%02d".formatted(number);
    }

    Front front() {
        return Front.values()[number % Front.values().length];
    }

    Way way() {
        return Way.values()[number % Way.values().length];
    }

    /** The cluster that its instances belong to. */
    Optional<String> cluster() {
        int place = number % (IN_A_CLUSTER + 1);
        return place == IN_A_CLUSTER
                ? Optional.empty()
                : Optional.of("storm-%02d".formatted(number / (IN_A_CLUSTER + 1)));
    }

    /** Whether new instances wait until they have registered: those of the first cluster. */
    boolean holdsLaunches() {
        return cluster().isPresent() && number <= IN_A_CLUSTER;
    }

    /** Whether it loses instances by its size; else each is named. */
    boolean shrinks() {
        return number % 7 == 6;
    }
}
