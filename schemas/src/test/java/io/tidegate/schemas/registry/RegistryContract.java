package io.tidegate.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.schemas.ScaleCommand;
import java.net.URI;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What our client and any registry must do together; each subclass brings a registry. */
abstract class RegistryContract {
    // A registry outlives its tests, so each has a subject and a schema of its own.
    private final String own = "t" + UUID.randomUUID().toString().replace("-", "");
    private final String subject = "contract." + own + "-value";

    private RegistryClient client;

    abstract URI url();

    @BeforeEach
    void connect() {
        client = new RegistryClient(RegistryClientConfig.of(url().toString()));
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void givesASchemaAnIdThatAnotherClientResolves() {
        int id = client.register(subject, ScaleCommand.getClassSchema());

        try (var other = new RegistryClient(RegistryClientConfig.of(url().toString()))) {
            assertThat(other.byId(id)).isEqualTo(ScaleCommand.getClassSchema());
        }
    }

    @Test
    void givesTheSameSchemaTheSameIdUnderEverySubject() {
        int first = client.register(subject, schema().endRecord());
        int second = client.register(subject + "-other", schema().endRecord());

        try (var other = new RegistryClient(RegistryClientConfig.of(url().toString()))) {
            assertThat(other.register(subject, schema().endRecord())).isEqualTo(first);
            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void knowsASubjectOnceItHasASchema() {
        assertThat(client.subjects()).doesNotContain(subject);

        client.register(subject, schema().endRecord());

        assertThat(client.subjects()).contains(subject);
    }

    @Test
    void takesSubjectsOfAnySpelling() {
        var odd = "a/b c+%é?" + own;

        client.register(odd, schema().endRecord());

        assertThat(client.subjects()).contains(odd);
    }

    @Test
    void tellsThatAnIdIsUnknown() {
        assertThatThrownBy(() -> client.byId(987_654_321))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("schema id must be one that the registry gave, was 987654321");
    }

    @Test
    void givesACompatibleSuccessorAnIdOfItsOwn() {
        int first = client.register(subject, schema().endRecord());
        client.setCompatibility(subject, CompatibilityLevel.BACKWARD);
        var successor = schema().name("added").type().intType().intDefault(0).endRecord();

        assertThat(client.isCompatible(subject, successor)).isTrue();
        assertThat(client.register(subject, successor)).isNotEqualTo(first);
    }

    @Test
    void refusesASuccessorThatCouldNotReadItsPredecessor() {
        client.register(subject, schema().endRecord());
        client.setCompatibility(subject, CompatibilityLevel.BACKWARD);
        var successor = schema().requiredInt("added").endRecord();

        assertThat(client.isCompatible(subject, successor)).isFalse();
        assertThatThrownBy(() -> client.register(subject, successor))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageStartingWith(
                        "schema of subject %s must be compatible with its versions, was not: ", subject);
    }

    @Test
    void takesAnythingWhereNothingMustBeCompatible() {
        client.register(subject, schema().endRecord());
        client.setCompatibility(subject, CompatibilityLevel.NONE);

        client.register(subject, schema().requiredInt("added").endRecord());

        assertThat(client.subjects()).contains(subject);
    }

    @Test
    void takesAnythingAsAFirstVersion() {
        assertThat(client.isCompatible(subject, schema().endRecord())).isTrue();
    }

    @Test
    void isNotFoundBelowAnotherPath() {
        try (var lost = new RegistryClient(RegistryClientConfig.of(url() + "/elsewhere"))) {
            assertThatThrownBy(() -> lost.byId(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageStartingWith("registry.url must be the base of a Confluent-compatible registry, " + url()
                            + "/elsewhere/schemas/ids/1 answered HTTP 404 with ");
        }
    }

    private SchemaBuilder.FieldAssembler<Schema> schema() {
        return SchemaBuilder.record(own).namespace("contract").fields().requiredString("name");
    }
}
