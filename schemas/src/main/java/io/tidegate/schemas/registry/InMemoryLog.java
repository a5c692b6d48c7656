package io.tidegate.schemas.registry;

import java.util.ArrayList;
import java.util.List;

/** Facts that live as long as this object; a registry opened on it again finds them. */
public final class InMemoryLog implements RegistryLog {
    private final List<RegistryFact> facts = new ArrayList<>();

    @Override
    public List<RegistryFact> replay() {
        return List.copyOf(facts);
    }

    @Override
    public void append(RegistryFact fact) {
        facts.add(fact);
    }

    /** Nothing to close: the facts stay for the next owner. */
    @Override
    public void close() {}
}
