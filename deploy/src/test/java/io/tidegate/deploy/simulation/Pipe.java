package io.tidegate.deploy.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.schemas.JournalEntry;
import java.time.Duration;

/** The way into the journal: what is sent arrives after its delay, so in another order than it was sent. */
record Pipe(Scheduler scheduler, SimulatedLog log, Wire wire) {

    void send(String domain, Object input, Duration delay) {
        byte[] value = wire.journal().encode(new JournalEntry(domain, input));
        scheduler.after(delay, () -> log.append(DeciderNode.JOURNAL, domain.getBytes(UTF_8), value));
    }
}
