package io.tidegate.connectors.executor.queue;

import io.tidegate.connectors.executor.command.ApiCategory;
import java.util.EnumMap;
import java.util.Map;

/** Rates for tests. */
public final class Rates {
    private Rates() {}

    /** The same for every category. */
    public static Map<ApiCategory, Rate> all(Rate rate) {
        var rates = new EnumMap<ApiCategory, Rate>(ApiCategory.class);
        for (var category : ApiCategory.values()) {
            rates.put(category, rate);
        }
        return rates;
    }

    /** The same for every category but one. */
    public static Map<ApiCategory, Rate> allBut(ApiCategory category, Rate its, Rate others) {
        var rates = all(others);
        rates.put(category, its);
        return rates;
    }
}
