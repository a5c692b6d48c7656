@NullMarked
package io.tidegate.deploy.whatif;

import org.jspecify.annotations.NullMarked;
