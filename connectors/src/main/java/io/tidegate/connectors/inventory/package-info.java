/**
 * Observes the capacity of the targets that policies name; {@link io.tidegate.connectors.inventory.InventoryBridge} is the
 * source, {@code InventoryMapper} its pure part.
 */
@NullMarked
package io.tidegate.connectors.inventory;

import org.jspecify.annotations.NullMarked;
