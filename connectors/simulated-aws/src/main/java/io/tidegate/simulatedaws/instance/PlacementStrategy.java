package io.tidegate.simulatedaws.instance;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Which of the instances that have room a task goes to; among equals the one that registered first. */
public enum PlacementStrategy {
    /** The one that registered first. */
    FIRST_FIT,
    /** The one with the fewest tasks of the same kind. */
    SPREAD,
    /** The one with the least memory left. */
    BINPACK;

    /**
     * Chooses an instance, or none when the task fits nowhere.
     *
     * @param instances in order of registration
     * @param ofTheSameKind how many tasks of the same service or family an instance has
     */
    public Optional<ContainerInstance> choose(
            Collection<ContainerInstance> instances, TaskShape task, ToIntFunction<ContainerInstance> ofTheSameKind) {
        var fitting = instances.stream().filter(instance -> instance.fits(task));
        return switch (this) {
            case FIRST_FIT -> fitting.findFirst();
            case SPREAD -> least(fitting, ofTheSameKind);
            case BINPACK -> least(fitting, ContainerInstance::memoryLeft);
        };
    }

    private static Optional<ContainerInstance> least(
            Stream<ContainerInstance> fitting, ToIntFunction<ContainerInstance> measure) {
        return fitting.min(Comparator.comparingInt(measure));
    }
}
