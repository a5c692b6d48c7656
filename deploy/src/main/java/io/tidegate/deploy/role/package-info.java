/** The parts that an instance of the service may run, behind one interface; see {@link io.tidegate.deploy.role.Role}. */
@NullMarked
package io.tidegate.deploy.role;

import org.jspecify.annotations.NullMarked;
