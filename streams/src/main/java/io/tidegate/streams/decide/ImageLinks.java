package io.tidegate.streams.decide;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decide.Deciders.Moved;
import io.tidegate.streams.image.ImageState;
import io.tidegate.streams.policy.ImagePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What images and the schedules that they go before tell each other: when it is time, and how long to wait. */
final class ImageLinks {
    private final TargetStates states;
    private final Deciders deciders;

    ImageLinks(TargetStates states, Deciders deciders) {
        this.states = states;
        this.deciders = deciders;
    }

    /** What a state becomes by what it is told. */
    record Told(Held held, Moved moved) {}

    /** After a policy of a domain has changed: images follow the schedules there are now, and what waits for none goes on. */
    List<Told> linked(List<Held> domain, @Nullable Instant now) {
        var images = domain.stream()
                .flatMap(held -> held instanceof Held.Image(var state) ? Stream.of(state) : Stream.of())
                .toList();
        var freed = domain.stream()
                .filter(held -> held instanceof Held.Capacity(var state)
                        && state.facts().gate() != null
                        && images.stream().noneMatch(image -> isBefore(image, state.target())))
                .map(held -> new Told(held, deciders.gate(held, null)));
        var following = images.stream()
                .map(image -> new Told(new Held.Image(image), deciders.follow(image, target(image), now)));
        return Stream.concat(freed, following).toList();
    }

    /** What the target of a schedule is told by the state of an image. */
    Optional<Told> gate(ImageState image) {
        return Optional.ofNullable(target(image))
                .map(held -> new Told(held, deciders.gate(held, image.course().gate())));
    }

    private static boolean isBefore(ImageState image, String target) {
        return before(image).filter(known -> known.text().equals(target)).isPresent();
    }

    private @Nullable Held target(ImageState image) {
        return before(image).map(known -> states.get(known.text())).orElse(null);
    }

    private static Optional<Target> before(ImageState image) {
        return image.policy().occasions().before().map(ImagePolicy.Before::target);
    }
}
