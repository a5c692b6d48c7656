package io.tidegate.deploy.whatif.bundle;

import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names that a text is made of: a target has several, an id of a command has those of domain and target. */
final class Parts {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    // Counters, times, flags and versions are no names.
    private static final Pattern KEPT = Pattern.compile("(decision )?\\d+|true|false|\\$Latest|\\$Default");

    private static final Pattern PLACE = Pattern.compile("(\\d{12})/([^/|]+)");
    private static final Pattern PREFIXED = Pattern.compile("(image/|firing/|task:)(.+)", Pattern.DOTALL);

    private Parts() {}

    static boolean isAccount(String name) {
        return ACCOUNT.matcher(name).matches();
    }

    /** The text with each of its names replaced. */
    static String each(String text, UnaryOperator<String> other) {
        if (text.isEmpty() || (KEPT.matcher(text).matches() && !isAccount(text))) {
            return text;
        }
        if (text.indexOf('|') >= 0) {
            return Arrays.stream(text.split("\\|", -1))
                    .map(part -> each(part, other))
                    .collect(Collectors.joining("|"));
        }
        var place = PLACE.matcher(text);
        if (place.matches()) {
            return other.apply(place.group(1)) + "/" + other.apply(place.group(2));
        }
        var prefixed = PREFIXED.matcher(text);
        if (prefixed.matches()) {
            return prefixed.group(1) + other.apply(prefixed.group(2));
        }
        return target(text).map(target -> each(target, other).text()).orElseGet(() -> other.apply(text));
    }

    private static Optional<Target> target(String text) {
        try {
            return text.indexOf('/') < 0 ? Optional.empty() : Optional.of(Target.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Target each(Target target, UnaryOperator<String> other) {
        var place = each(target.place(), other);
        return switch (target) {
            case Target.EcsService service ->
                new Target.EcsService(place, other.apply(service.cluster()), other.apply(service.service()));
            case Target.Group group -> new Target.Group(place, other.apply(group.name()));
            case Target.Cluster cluster -> new Target.Cluster(place, other.apply(cluster.cluster()));
            case Target.Scalable scalable ->
                new Target.Scalable(
                        place, scalable.namespace(), other.apply(scalable.resource()), scalable.dimension());
            case Target.Instance instance -> new Target.Instance(place, other.apply(instance.id()));
            case Target.LaunchTemplate template -> new Target.LaunchTemplate(place, other.apply(template.id()));
        };
    }

    private static Place each(Place place, UnaryOperator<String> other) {
        return place.account().isEmpty() ? place : new Place(other.apply(place.account()), other.apply(place.region()));
    }
}
