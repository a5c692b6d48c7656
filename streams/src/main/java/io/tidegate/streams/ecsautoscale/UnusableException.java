package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.policy.file.Problem;
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

    /** The same as a problem of a file, at its beginning where no place is known. */
    Problem asProblem(String file) {
        Place at = place.orElse(new Place(file, 1, 1));
        return new Problem(file, at.line(), at.column(), problem);
    }

    /** The message without the place. */
    public String problem() {
        return problem;
    }
}
