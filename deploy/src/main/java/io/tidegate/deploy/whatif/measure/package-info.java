/** What a course of capacity costs and how well it serves; see {@link io.tidegate.deploy.whatif.measure.Meter}. */
@NullMarked
package io.tidegate.deploy.whatif.measure;

import org.jspecify.annotations.NullMarked;
