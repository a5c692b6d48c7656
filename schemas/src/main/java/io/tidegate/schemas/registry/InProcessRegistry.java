package io.tidegate.schemas.registry;

import io.tidegate.schemas.registry.RegistryFact.LevelSet;
import io.tidegate.schemas.registry.Subjects.Version;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A registry in this process, kept by a log: ids count from 1, the same schema has the same id under every subject, and
 * versions of a subject are backward-compatible unless told otherwise. Thread-safe; a registration returns when the log
 * has it.
 */
public final class InProcessRegistry implements SchemaRegistry, AutoCloseable {
    private final RegistryLog log;
    private Subjects subjects;
    // After an append of unknown outcome the log alone knows what is true.
    private boolean doubtful;

    private InProcessRegistry(RegistryLog log) {
        this.log = log;
        this.subjects = remembered(log);
    }

    /** A registry that forgets everything when it is closed. */
    public static InProcessRegistry inMemory() {
        return new InProcessRegistry(new InMemoryLog());
    }

    /** The registry that {@code log} remembers. Closing it closes the log. */
    public static InProcessRegistry open(RegistryLog log) {
        return new InProcessRegistry(log);
    }

    @Override
    public synchronized int register(String subject, Schema schema) {
        settle();
        var known = subjects.find(subject, schema);
        if (known.isPresent()) {
            return known.get().id();
        }
        var problems = subjects.problems(subject, schema);
        if (!problems.isEmpty()) {
            throw new IncompatibleSchemaException(subject, String.join("; ", problems));
        }
        var fact = subjects.next(subject, schema);
        keep(fact);
        return fact.id();
    }

    @Override
    public synchronized Schema byId(int id) {
        return subjects.byId(id).orElseThrow(() -> new UnknownSchemaException(id));
    }

    /** Every subject that has a version, sorted. */
    public synchronized List<String> subjects() {
        return subjects.names();
    }

    synchronized Optional<Version> find(String subject, Schema schema) {
        return subjects.find(subject, schema);
    }

    synchronized List<Version> versions(String subject) {
        return subjects.versions(subject);
    }

    synchronized List<String> problems(String subject, Schema schema) {
        return subjects.problems(subject, schema);
    }

    synchronized CompatibilityLevel level(String subject) {
        return subjects.level(subject);
    }

    synchronized void setLevel(String subject, CompatibilityLevel level) {
        settle();
        keep(new LevelSet(subject, level));
    }

    private void settle() {
        if (doubtful) {
            subjects = remembered(log);
            doubtful = false;
        }
    }

    private void keep(RegistryFact fact) {
        try {
            log.append(fact);
        } catch (RegistryUnavailableException e) {
            doubtful = true;
            throw e;
        }
        subjects.apply(fact);
    }

    private static Subjects remembered(RegistryLog log) {
        var subjects = new Subjects();
        log.replay().forEach(subjects::apply);
        return subjects;
    }

    @Override
    public synchronized void close() {
        log.close();
    }
}
