package io.tidegate.deploy.deadletter;

import io.tidegate.schemas.topic.Topics;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which dead letters are meant: those that everything given here holds for.
 *
 * @param places empty for any
 * @param topic where the original stood, with or without the installation's prefix
 * @param reason why it was not taken, as the list prints it
 * @param since arrived then or later
 * @param until arrived then or earlier
 */
public record Selection(
        Set<Place> places,
        Optional<String> topic,
        Optional<String> reason,
        Optional<Instant> since,
        Optional<Instant> until) {

    public Selection {
        places = Set.copyOf(places);
    }

    boolean contains(Letter letter, Topics topics) {
        var origin = letter.origin();
        return (places.isEmpty() || places.contains(letter.place()))
                && topic.map(name -> origin.filter(from -> from.topic().equals(name)
                                        || from.topic().equals(topics.prefix() + name))
                                .isPresent())
                        .orElse(true)
                && reason.map(code -> origin.filter(from -> from.reason().equals(code))
                                .isPresent())
                        .orElse(true)
                && since.map(time -> !letter.arrived().isBefore(time)).orElse(true)
                && until.map(time -> !letter.arrived().isAfter(time)).orElse(true);
    }
}
