package io.tidegate.connectors.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON with its members in order and without spaces, so that texts are equal when what they say is. */
public final class CanonicalJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .build();

    private CanonicalJson() {}

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and texts can be written, these could not: " + value, e);
        }
    }

    /** The same document in order; a text that is no JSON stays as it is. */
    public static String reordered(String json) {
        try {
            return text(MAPPER.treeToValue(MAPPER.readTree(json), Object.class));
        } catch (JsonProcessingException e) {
            return json;
        }
    }
}
