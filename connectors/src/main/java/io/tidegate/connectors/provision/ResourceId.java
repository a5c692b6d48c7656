package io.tidegate.connectors.provision;

import java.util.Comparator;

/** What a resource is called: {@code queue/lifecycle}, {@code hook/web/tidegate-drain}. In the order in which they are made. */
public record ResourceId(Kind kind, String name) implements Comparable<ResourceId> {
    private static final Comparator<ResourceId> ORDER =
            Comparator.comparing(ResourceId::kind).thenComparing(ResourceId::name);

    /** Kind and name. */
    public String text() {
        return kind.text() + "/" + name;
    }

    @Override
    public int compareTo(ResourceId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text();
    }
}
