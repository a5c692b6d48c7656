package io.tidegate.simulatedaws.queue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A message in a queue: hidden until its delay is over, and again after each receive. */
final class Message {
    /** What its sender and its receivers know of it; a message that is delivered twice has one content. */
    record Content(String id, String body, String md5, Instant sentAt) {
        static Content of(String id, String body, Instant sentAt) {
            return new Content(id, body, md5(body), sentAt);
        }

        private static String md5(String body) {
            try {
                var digest = MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java platform has MD5", impossible);
            }
        }
    }

    private final long number;
    private final Content content;
    private Instant visibleAt;
    private @Nullable Instant firstReceivedAt;
    private int receives;

    Message(long number, Content content, Instant visibleAt) {
        this.number = number;
        this.content = content;
        this.visibleAt = visibleAt;
    }

    long number() {
        return number;
    }

    Content content() {
        return content;
    }

    int receives() {
        return receives;
    }

    /** Null until it was received. */
    @Nullable
    Instant firstReceivedAt() {
        return firstReceivedAt;
    }

    boolean isVisible(Instant now) {
        return !visibleAt.isAfter(now);
    }

    /** Whether somebody has it: it was received, and its time is not over. */
    boolean isInFlight(Instant now) {
        return receives > 0 && !isVisible(now);
    }

    /** Whether it was never received, and its delay is not over. */
    boolean isDelayed(Instant now) {
        return receives == 0 && !isVisible(now);
    }

    void receive(Instant now, Instant hiddenUntil) {
        receives++;
        firstReceivedAt = firstReceivedAt == null ? now : firstReceivedAt;
        visibleAt = hiddenUntil;
    }

    void hideUntil(Instant time) {
        visibleAt = time;
    }
}
