package io.tidegate.deploy.local;

import java.util.List;
import java.util.Map;

/** What a scenario makes happen in a run of local mode. */
interface Play extends AutoCloseable {

    /** Whether it has come to an end of its own. */
    boolean isOver();

    /** Where it stands, for people; part of what is shown every few seconds. */
    List<String> lines();

    /** What has come of it by now; asked for once it has ended, and again while things settle. */
    Report report();

    /** Makes nothing more happen. */
    @Override
    void close();

    /** What came of it. */
    interface Report {
        /** Whether what the scenario is about has held. */
        boolean isSound();

        /** For programs; the keys are a contract. */
        Map<String, Object> json();

        /** For people. */
        List<String> lines();
    }
}
