/**
 * The first hop: samples become partial panes, and everything that concerns a scaling domain goes to its place in the
 * journal. Start at {@link io.tidegate.streams.route.RouteTopology}.
 */
@NullMarked
package io.tidegate.streams.route;

import org.jspecify.annotations.NullMarked;
