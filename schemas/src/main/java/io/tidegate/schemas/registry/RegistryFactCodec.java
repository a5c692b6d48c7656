package io.tidegate.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.schemas.registry.RegistryFact.LevelSet;
import io.tidegate.schemas.registry.RegistryFact.Registered;
import java.io.IOException;

/** Facts as keys and values that compaction keeps: a later fact has an earlier one's key only when it replaces it. */
final class RegistryFactCodec {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RegistryFactCodec() {}

    static byte[] key(RegistryFact fact) {
        ObjectNode key = JSON.createObjectNode();
        switch (fact) {
            case Registered registered ->
                key.put("subject", registered.subject()).put("version", registered.version());
            case LevelSet set -> key.put("levelOf", set.subject());
        }
        return key.toString().getBytes(UTF_8);
    }

    static byte[] value(RegistryFact fact) {
        ObjectNode value = JSON.createObjectNode();
        switch (fact) {
            case Registered registered -> value.put("id", registered.id()).put("schema", registered.schema());
            case LevelSet set -> value.put("level", set.level().name());
        }
        return value.toString().getBytes(UTF_8);
    }

    /**
     * The fact that was written.
     *
     * @throws IllegalArgumentException when it is none
     */
    static RegistryFact fact(byte[] key, byte[] value) {
        JsonNode where = json(key);
        JsonNode what = json(value);
        return where.has("levelOf")
                ? new LevelSet(
                        where.path("levelOf").asText(),
                        CompatibilityLevel.valueOf(what.path("level").asText()))
                : new Registered(
                        where.required("subject").textValue(),
                        where.required("version").intValue(),
                        what.required("id").intValue(),
                        what.required("schema").textValue());
    }

    private static JsonNode json(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("fact of a registry must be JSON, was not", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("fact of a registry must be JSON, was unreadable", e);
        }
    }
}
