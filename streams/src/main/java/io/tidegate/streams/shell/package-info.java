/**
 * The thin shell between the pure parts and Kafka Streams: settings, stores that keep objects, and what becomes of records
 * that cannot be read.
 */
@NullMarked
package io.tidegate.streams.shell;

import org.jspecify.annotations.NullMarked;
