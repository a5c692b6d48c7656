/**
 * Observes the launch templates of image policies: their versions, the images that they may take and the groups that launch from
 * them; {@link io.tidegate.connectors.inventory.image.TemplateReader} asks AWS, {@code TemplateMapper} is the pure part.
 */
@NullMarked
package io.tidegate.connectors.inventory.image;

import org.jspecify.annotations.NullMarked;
