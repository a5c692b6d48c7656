package io.tidegate.connectors.lifecycle;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.SourceCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One kind of call that fails, told once until it succeeds again. Thread-safe. */
final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private final String where;
    private final String what;
    private final SourceCounters counters;
    private boolean failing;

    /**
     * Nothing wrong yet.
     *
     * @param where the queue, or what else is asked
     * @param what message of the log
     */
    Trouble(String where, String what, SourceCounters counters) {
        this.where = where;
        this.what = what;
        this.counters = counters;
    }

    void met(AwsFailure failure) {
        counters.countError(failure.kind());
        LOG.atLevel(begins() ? Level.WARN : Level.DEBUG)
                .addKeyValue("source", "lifecycle")
                .addKeyValue("at", where)
                .addKeyValue("error", failure.text())
                .log(what);
    }

    private synchronized boolean begins() {
        boolean first = !failing;
        failing = true;
        return first;
    }

    synchronized void over() {
        failing = false;
    }
}
