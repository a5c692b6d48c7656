/** Images of machines: how they come and go, and who sees them; entry class {@link io.tidegate.simulatedaws.image.Images}. */
@NullMarked
package io.tidegate.simulatedaws.image;

import org.jspecify.annotations.NullMarked;
