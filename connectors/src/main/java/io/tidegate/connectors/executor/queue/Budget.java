package io.tidegate.connectors.executor.queue;

import io.tidegate.connectors.executor.command.ApiCategory;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls that may be made in one account and region, by category. Time is passed in. Not thread-safe. */
final class Budget {
    private final Map<ApiCategory, TokenBucket> buckets = new EnumMap<>(ApiCategory.class);

    /** One of which all was used at {@code emptyAt}. */
    Budget(Map<ApiCategory, Rate> rates, Instant emptyAt) {
        rates.forEach((category, rate) -> buckets.put(category, new TokenBucket(rate, emptyAt)));
    }

    /** Takes a token of each category, or none. */
    boolean tryTake(Set<ApiCategory> categories, Instant now) {
        for (var category : categories) {
            if (!bucket(category).hasToken(now)) {
                return false;
            }
        }
        categories.forEach(category -> bucket(category).take());
        return true;
    }

    /** Returns tokens that were not used. */
    void giveBack(Set<ApiCategory> categories) {
        categories.forEach(category -> bucket(category).giveBack());
    }

    /** AWS asks for fewer calls of these. */
    void slow(Set<ApiCategory> categories, Instant now) {
        categories.forEach(category -> bucket(category).slow(now));
    }

    /** What is left of each category, and how fast it fills. */
    List<Allowance> allowances(Instant now) {
        return buckets.entrySet().stream()
                .map(each -> new Allowance(
                        each.getKey(),
                        each.getValue().tokens(now),
                        each.getValue().perSecond(now)))
                .toList();
    }

    private TokenBucket bucket(ApiCategory category) {
        return Optional.ofNullable(buckets.get(category)).orElseThrow();
    }
}
