package io.tidegate.deploy.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs seeds with a bug planted: a loader of its own takes all of Tidegate anew, with the mutations of the bug. */
final class Planted {
    private Planted() {}

    /** Seeds with the bug in them, each told by the invariant that it broke; empty when none. */
    static Function<Long, Optional<Invariant>> runs(Bug bug) {
        if (bug.mutations().isEmpty()) {
            return seed -> Simulation.run(seed, bug.plant()).violation().map(Verdict.Violation::invariant);
        }
        var entry = entry(Entry.class, bug.mutations());
        return seed ->
                Optional.of(entry.apply(seed)).filter(text -> !text.isEmpty()).map(Invariant::valueOf);
    }

    /** The same entry inside a loader of its own, where Tidegate has mutations. */
    @SuppressWarnings("unchecked")
    static Function<Long, String> entry(Class<? extends Function<Long, String>> entry, List<Mutation> mutations) {
        try {
            return (Function<Long, String>) new Loader(mutations)
                    .loadClass(entry.getName())
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the entry must be there", e);
        }
    }

    /** Inside the loader: speaks in what both sides share. */
    public static final class Entry implements Function<Long, String> {
        public Entry() {
            // By reflection.
        }

        @Override
        public String apply(Long seed) {
            return Simulation.run(seed, Plant.NONE)
                    .violation()
                    .map(violation -> violation.invariant().name())
                    .orElse("");
        }
    }

    /** Tidegate's classes anew, some of them changed; all others are its parent's. */
    private static final class Loader extends ClassLoader {
        private final List<Mutation> mutations;

        Loader(List<Mutation> mutations) {
            super(Planted.class.getClassLoader());
            this.mutations = mutations;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            // Avro keeps the classes of records by their names, for all loaders.
            if (!name.startsWith("io.tidegate.") || name.startsWith("io.tidegate.schemas.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (var stream = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (stream == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = stream.readAllBytes();
                for (var mutation : mutations) {
                    if (mutation.type().equals(name)) {
                        bytes = mutation.applied(bytes);
                    }
                }
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
