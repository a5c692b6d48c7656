package io.tidegate.streams.ecsautoscale;

import java.util.Optional;

/** Something that a decision needs is absent or of the wrong kind. What was decided before it stands. */
public final class UnusableException extends Exception {
    private final transient Optional<Place> place;
    private final String problem;

    UnusableException(String problem) {
        super(problem);
        this.place = Optional.empty();
        this.problem = problem;
    }

    UnusableException(Place place, String problem) {
        super("%s: %s".formatted(place, problem));
        this.place = Optional.of(place);
        this.problem = problem;
    }

    /** Where it stands, if it stands somewhere. */
    public Optional<Place> place() {
        return place;
    }

    /** The message without the place. */
    public String problem() {
        return problem;
    }
}
