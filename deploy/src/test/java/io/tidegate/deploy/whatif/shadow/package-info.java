@NullMarked
package io.tidegate.deploy.whatif.shadow;

import org.jspecify.annotations.NullMarked;
