package io.tidegate.deploy.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints what every JSON answer promises: one object on one line, {@code schemaVersion} first. */
public final class Json {
    private static final int SCHEMA_VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** One line: {@code schemaVersion}, then {@code content} in its order. */
    public static String versioned(Map<String, ?> content) {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("schemaVersion", SCHEMA_VERSION);
        whole.putAll(content);
        try {
            return MAPPER.writeValueAsString(whole);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result must be plain data, was " + content.keySet(), e);
        }
    }
}
