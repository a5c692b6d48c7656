/** The program: its verbs ({@code cli}), the service, local mode, and what they share of Kafka. */
@NullMarked
package io.tidegate.deploy;

import org.jspecify.annotations.NullMarked;
