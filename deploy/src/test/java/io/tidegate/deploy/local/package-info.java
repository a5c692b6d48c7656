@NullMarked
package io.tidegate.deploy.local;

import org.jspecify.annotations.NullMarked;
