/**
 * The wire protocols of AWS, server side: a request becomes an SDK model object, a response or error becomes bytes; entry class
 * {@link io.tidegate.simulatedaws.protocol.Router}. Nothing here knows what an operation does.
 */
@NullMarked
package io.tidegate.simulatedaws.protocol;

import org.jspecify.annotations.NullMarked;
