/**
 * Reads numbers in JSON documents behind URLs; {@link io.tidegate.connectors.http.HttpBridge} is the source, {@code
 * JsonPath}, {@code Placeholders} and {@code HttpMapper} are its pure parts.
 */
@NullMarked
package io.tidegate.connectors.http;

import org.jspecify.annotations.NullMarked;
