package io.tidegate.deploy.whatif.bundle;

import java.util.TreeSet;

/** Leaves every text as it is, and remembers the names. */
final class CollectedNames implements Words {
    private final TreeSet<String> names = new TreeSet<>();
    private final TreeSet<String> aliases = new TreeSet<>();

    @Override
    public String of(Wording wording, String text) {
        switch (wording) {
            case NAME, URL -> Parts.each(text, this::add);
            case ALIAS -> {
                names.add(text);
                aliases.add(text);
            }
            case READ_DOCUMENT ->
                throw new IllegalArgumentException(
                        "what is redacted must hold no policy that is a file of ecs-autoscale,"
                                + " held one: deciders read names in its text");
            case CODE, EXPRESSION, SENTENCE, DOCUMENT -> {}
        }
        return text;
    }

    private String add(String name) {
        names.add(name);
        return name;
    }

    /** What stands for them under a key. */
    Pseudonyms pseudonyms(byte[] key) {
        return new Pseudonyms(names, aliases, key);
    }
}
