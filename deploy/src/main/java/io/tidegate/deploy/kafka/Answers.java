package io.tidegate.deploy.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/** Waits for what a broker answers, never without end. */
public final class Answers {
    private Answers() {}

    /**
     * The answer of a call to {@code access}.
     *
     * @throws NoBrokerException when none came in time
     * @throws KafkaException what the broker answered instead
     */
    public static <T> T await(KafkaAccess access, Future<T> answer) {
        try {
            return answer.get(KafkaAccess.PATIENCE_MILLIS + 1_000L, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NoBrokerException(access, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException late) {
                throw new NoBrokerException(access, late);
            }
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for " + access, e);
        }
    }
}
