package io.tidegate.deploy.service;

import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.queue.QueueConfig;
import io.tidegate.connectors.executor.queue.Rate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads how many calls the executor may make: {@code executor.budget.ecsServiceChange.burst} and {@code .perSecond}. */
final class BudgetSettings {
    private static final Pattern NEXT_WORD = Pattern.compile("_(\\w)");
    private static final int LARGEST_BURST = 10_000;

    private BudgetSettings() {}

    static QueueConfig read(Settings settings, QueueConfig preset) {
        var rates = new EnumMap<ApiCategory, Rate>(ApiCategory.class);
        preset.rates().forEach((category, rate) -> rates.put(category, rate(settings, category, rate)));
        return new QueueConfig(
                preset.highMark(),
                preset.lowMark(),
                settings.integer("executor.maxInFlight", 1, 1_000, preset.maxInFlight()),
                Map.copyOf(rates));
    }

    private static Rate rate(Settings settings, ApiCategory category, Rate preset) {
        String key = "executor.budget." + word(category);
        return new Rate(
                settings.integer(key + ".burst", 1, LARGEST_BURST, preset.burst()),
                settings.positive(key + ".perSecond", preset.perSecond()));
    }

    /** {@code ECS_SERVICE_CHANGE} as {@code ecsServiceChange}. */
    private static String word(ApiCategory category) {
        return NEXT_WORD
                .matcher(category.name().toLowerCase(Locale.ROOT))
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
