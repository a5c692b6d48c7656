/**
 * Who else scales what is observed: AWS's own scaling policies, scheduled actions and activities, and deployments. Entry classes
 * {@link io.tidegate.connectors.inventory.scaler.Scalers} and {@link io.tidegate.connectors.inventory.scaler.Changes}.
 */
@NullMarked
package io.tidegate.connectors.inventory.scaler;

import org.jspecify.annotations.NullMarked;
