@NullMarked
package io.tidegate.deploy.bench;

import org.jspecify.annotations.NullMarked;
