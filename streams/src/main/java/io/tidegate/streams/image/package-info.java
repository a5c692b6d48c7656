/**
 * Decides how new instances come up with the newest image: {@link io.tidegate.streams.image.ImageDecider}.
 */
@NullMarked
package io.tidegate.streams.image;

import org.jspecify.annotations.NullMarked;
