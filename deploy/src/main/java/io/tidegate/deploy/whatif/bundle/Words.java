package io.tidegate.deploy.whatif.bundle;

/** What becomes of the texts in a record. */
interface Words {
    /** What stands for {@code text}. */
    String of(Wording wording, String text);
}
