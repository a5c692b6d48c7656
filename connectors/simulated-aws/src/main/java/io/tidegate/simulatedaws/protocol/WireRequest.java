package io.tidegate.simulatedaws.protocol;

import java.util.SortedMap;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An HTTP request as the simulator sees it.
 *
 * @param path absolute, without query
 * @param headers by lower-case name, first value only
 * @param body whole and already decompressed
 */
public record WireRequest(String path, SortedMap<String, String> headers, SdkBytes body) {

    /** The header, or an empty text. */
    String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }
}
