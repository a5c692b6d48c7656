package io.tidegate.simulatedaws.protocol;

import java.util.SortedMap;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An HTTP response.
 *
 * @param headers by the name that is sent
 */
public record WireResponse(int status, SortedMap<String, String> headers, SdkBytes body) {}
