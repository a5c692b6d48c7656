/** How facts become bytes: Avro in the Confluent wire format; see {@link io.tidegate.schemas.serde.AvroSerde}. */
@NullMarked
package io.tidegate.schemas.serde;

import org.jspecify.annotations.NullMarked;
