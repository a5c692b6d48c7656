package io.tidegate.connectors.provision.call;

import io.tidegate.connectors.bridge.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Repeats what AWS is not ready for yet, and waits for what it is still busy with. The SDK repeats the rest. */
final class Patience {
    private static final Duration PAUSE = Duration.ofSeconds(3);
    /** For what was made a moment ago and is not seen everywhere. */
    private static final Duration SHORT = Duration.ofSeconds(45);
    /** For what somebody, or we, have begun to change. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final List<Row> ROWS = List.of(
            // "You must wait 60 seconds after deleting a queue before you can create another queue with the same name."
            new Row("QueueDeletedRecently", "", LONG),
            new Row("UpdateInProgress", "", LONG),
            new Row("ResourceInUse", "", LONG),
            new Row("ScalingActivityInProgress", "", LONG),
            new Row("ConcurrentUpdate", "", LONG),
            new Row("ConcurrentModification", "", LONG),
            new Row("ResourceContention", "", LONG),
            new Row("ValidationError", "Unable to publish test message", SHORT),
            new Row("ValidationError", "launch template", SHORT),
            new Row("Client", "Auto Scaling group", SHORT),
            new Row("InvalidParameter", "Auto Scaling group", SHORT));

    private final Sleeper sleeper;

    Patience(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    private record Row(String code, String words, Duration howLong) {
        private boolean fits(AwsServiceException refusal) {
            return Patience.code(refusal).equals(code) && message(refusal).contains(words);
        }
    }

    /** Makes a call, again and again while it is worth it. */
    void call(Runnable call) throws InterruptedException {
        for (long tries = 1; ; tries++) {
            try {
                call.run();
                return;
            } catch (AwsServiceException refusal) {
                if (tries > worthwhile(refusal)) {
                    throw refusal;
                }
            }
            sleeper.sleep(PAUSE);
        }
    }

    private static long worthwhile(AwsServiceException refusal) {
        return ROWS.stream()
                .filter(row -> row.fits(refusal))
                .findFirst()
                .map(row -> row.howLong().dividedBy(PAUSE))
                .orElse(0L);
    }

    /**
     * Waits until nothing is busy.
     *
     * @param busy what it still does; empty when it is done
     * @throws IllegalStateException when it takes too long
     */
    void until(String what, Supplier<Optional<String>> busy) throws InterruptedException {
        var state = busy.get();
        for (long tries = 1; state.isPresent(); tries++) {
            if (tries > LONG.dividedBy(PAUSE)) {
                throw new IllegalStateException(
                        "%s must be ready within %s, was %s".formatted(what, LONG, state.get()));
            }
            sleeper.sleep(PAUSE);
            state = busy.get();
        }
    }

    /** Whether it says that what was to be made is there. */
    static boolean saysThere(AwsServiceException refusal) {
        String code = code(refusal);
        return code.equals("AlreadyExists")
                || code.equals("AlreadyExistsFault")
                || code.equals("QueueNameExists")
                || code.equals("QueueAlreadyExists")
                || code.equals("InvalidLaunchTemplateName.AlreadyExists")
                || message(refusal).contains("already exists");
    }

    // SQS has codes of its older protocol with a prefix.
    private static String code(AwsServiceException refusal) {
        var details = refusal.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String bare = code.substring(code.startsWith("AWS.SimpleQueueService.") ? code.lastIndexOf('.') + 1 : 0);
        return bare.endsWith("Exception") ? bare.substring(0, bare.length() - "Exception".length()) : bare;
    }

    private static String message(AwsServiceException refusal) {
        var details = refusal.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "" : details.errorMessage();
    }
}
