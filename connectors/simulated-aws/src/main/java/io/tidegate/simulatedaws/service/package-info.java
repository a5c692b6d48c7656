/** Clusters and their services, which keep as many tasks as are wanted; entry class {@link io.tidegate.simulatedaws.service.Fleet}. */
@NullMarked
package io.tidegate.simulatedaws.service;

import org.jspecify.annotations.NullMarked;
