package io.tidegate.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** The schema as its {@code .avsc} says it, without what the code generator adds for Java. */
public final class ContractSchema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ContractSchema() {}

    /** The contract of a generated class's schema: what is registered, so that a producer who registers the file gets its id. */
    public static Schema of(Schema generated) {
        try {
            var tree = JSON.readTree(generated.toString());
            strip(tree);
            return new Schema.Parser().parse(JSON.writeValueAsString(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("schema must print as JSON: " + generated.getFullName(), e);
        }
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("avro.java.string");
        }
        node.forEach(ContractSchema::strip);
    }
}
