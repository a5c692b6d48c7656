/**
 * Many instances that leave at once while everything that can go wrong with their notices does, and what is to hold all the same;
 * entry class {@link io.tidegate.deploy.storm.Storm}.
 */
@NullMarked
package io.tidegate.deploy.storm;

import org.jspecify.annotations.NullMarked;
