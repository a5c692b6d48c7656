package io.tidegate.connectors.lifecycle;

import io.tidegate.connectors.bridge.Sleeper;
import java.util.List;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.sqs.model.Message;

/** Holds messages while somebody works on them: for as long again whenever half of the time is over, until it is closed. */
final class Hold implements AutoCloseable {
    private final Thread thread;

    private Hold(Queue queue, List<Message> messages, Sleeper sleeper) {
        this.thread = Thread.ofVirtual().name("tidegate-hold").unstarted(() -> extend(queue, messages, sleeper));
    }

    static Hold on(Queue queue, List<Message> messages, Sleeper sleeper) {
        var hold = new Hold(queue, messages, sleeper);
        hold.thread.start();
        return hold;
    }

    private static void extend(Queue queue, List<Message> messages, Sleeper sleeper) {
        try {
            while (true) {
                sleeper.sleep(Queue.VISIBILITY.dividedBy(2));
                queue.hold(messages);
            }
        } catch (InterruptedException | AbortedException _) {
            // The work is done.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
