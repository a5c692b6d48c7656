package io.tidegate.deploy.whatif;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where the tasks of services find room in a simulation. */
public enum Instances {
    /** On as many instances as they need. */
    ANY,
    /** On the instances that the journal tells, as they came and went. */
    RECORDED,
    /** On instances that come and go as cluster policies have them, and are paid for. */
    SIMULATED;

    /** As options have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its text. */
    public static Optional<Instances> of(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
    }
}
