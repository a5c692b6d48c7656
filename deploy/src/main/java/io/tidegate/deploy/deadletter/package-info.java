/** What is on {@code dead-letters}, and how it gets back; entry class {@link io.tidegate.deploy.deadletter.DeadLetterBox}. */
@NullMarked
package io.tidegate.deploy.deadletter;

import org.jspecify.annotations.NullMarked;
