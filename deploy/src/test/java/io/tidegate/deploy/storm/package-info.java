@NullMarked
package io.tidegate.deploy.storm;

import org.jspecify.annotations.NullMarked;
