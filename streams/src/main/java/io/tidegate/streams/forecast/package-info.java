/**
 * What a load is about to become, from what was seen of it: a pure function of {@link
 * io.tidegate.streams.forecast.LoadHistory}. Entry: {@link io.tidegate.streams.forecast.Forecast}.
 */
@NullMarked
package io.tidegate.streams.forecast;

import org.jspecify.annotations.NullMarked;
