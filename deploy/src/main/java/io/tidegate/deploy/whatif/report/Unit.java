package io.tidegate.deploy.whatif.report;

/** What a target counts its capacity in. */
public enum Unit {
    /** Of an ECS service. */
    TASK("task"),
    /** Of an Auto Scaling group, or under an ECS cluster. */
    INSTANCE("instance"),
    /** Of any other scalable target. */
    UNIT("unit");

    private final String word;

    Unit(String word) {
        this.word = word;
    }

    /** For one of them, in lower case. */
    public String word() {
        return word;
    }
}
