package io.tidegate.deploy.whatif;

import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.replay.Seed;
import io.tidegate.streams.replay.Seeds;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where a replay starts and what it reads.
 *
 * @param seeds the last complete snapshot of each domain before the start
 * @param slice what is read: where every domain that is meant has a seed, the journal from the first of them on
 */
public record Journey(Seeds seeds, Slice slice) {

    /**
     * From a time on.
     *
     * @param targets whose domains are meant; all when empty
     * @param from empty for the beginning of the journal
     * @throws IllegalArgumentException when a target does not tell its domain
     */
    public static Journey of(History history, Collection<String> targets, Optional<Instant> from) {
        var domains = new TreeSet<String>();
        targets.forEach(target -> domains.add(domain(target)));
        return of(history, Slice.of(domains), from);
    }

    /** Of the domains of {@code all}, from a time on. */
    public static Journey of(History history, Slice all, Optional<Instant> from) {
        var domains = all.domains();
        var seeds = new Seeds(snapshot -> isBefore(snapshot, from));
        if (from.isPresent()) {
            history.each(Kind.SNAPSHOTS, all, found -> seeds.add((Snapshot) found.value()));
        }
        boolean whole = domains.isEmpty()
                || !seeds.all().stream().map(Seed::domain).toList().containsAll(domains);
        return new Journey(seeds, whole ? all : new Slice(domains, offsets(seeds), Optional.empty()));
    }

    /** Offsets of the last journal entries that the seeds contain, by domain. */
    SortedMap<String, Long> after() {
        var after = new TreeMap<String, Long>();
        seeds.all().forEach(seed -> after.put(seed.domain(), seed.offset()));
        return after;
    }

    private static SortedMap<Integer, Long> offsets(Seeds seeds) {
        var offsets = new TreeMap<Integer, Long>();
        seeds.all().forEach(seed -> offsets.merge(seed.partition(), seed.offset() + 1, Math::min));
        return offsets;
    }

    private static boolean isBefore(Snapshot snapshot, Optional<Instant> from) {
        var now = snapshot.getClock().getNow();
        return from.isPresent() && now != null && now.isBefore(from.get());
    }

    /** The domain of a target. */
    static String domain(String text) {
        var target = Target.parse(text);
        if (target instanceof Target.Instance || target instanceof Target.LaunchTemplate) {
            throw new IllegalArgumentException(
                    "target must tell its domain, was %s; give its cluster or group instead".formatted(text));
        }
        return target.domain();
    }
}
