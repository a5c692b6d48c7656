package io.tidegate.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints what {@code --json} promises: one object on one line, {@code schemaVersion} first. */
final class Json {
    private static final int SCHEMA_VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String versioned(Map<String, ?> content) {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("schemaVersion", SCHEMA_VERSION);
        whole.putAll(content);
        try {
            return MAPPER.writeValueAsString(whole);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result is not plain data: " + content.keySet(), e);
        }
    }

    static String error(Failure failure) {
        var error = new LinkedHashMap<String, Object>();
        error.put("code", failure.code());
        error.put("message", failure.getMessage());
        failure.at().ifPresent(at -> error.put("at", at));
        return versioned(Map.of("error", error));
    }
}
