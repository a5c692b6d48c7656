package io.tidegate.connectors.provision;

/** The kinds of resources, each after those that it needs. */
public enum Kind {
    QUEUE("queue"),
    RULE("rule"),
    TEMPLATE("launch-template"),
    GROUP("group"),
    HOOK("hook"),
    PROVIDER("capacity-provider"),
    CLUSTER("cluster"),
    TARGET("scalable-target");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** As output spells it. */
    public String text() {
        return text;
    }
}
