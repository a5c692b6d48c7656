package io.tidegate.connectors.emulator;

import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * One call and what is read of its answer. Probes are made in their order: later ones see what earlier ones changed.
 *
 * @param name the operation, and what is special
 */
record Probe(String name, Function<Subject, Facts> call) {
    // What emulators say of operations that they do not have, beside plain HTTP 404 and 501.
    private static final Set<String> NOT_IMPLEMENTED = Set.of(
            "InvalidAction", "NotImplemented", "UnknownOperation", "UnknownOperationException", "UnsupportedOperation");

    /** What came of a probe. */
    sealed interface Outcome {
        record Told(Facts facts) implements Outcome {}

        record NotImplemented(String answer) implements Outcome {}
    }

    Outcome ask(Subject subject) {
        try {
            return new Outcome.Told(call.apply(subject));
        } catch (AwsServiceException e) {
            return refused(e);
        } catch (SdkClientException e) {
            return new Outcome.Told(Facts.error(e.getClass().getSimpleName()));
        }
    }

    private static Outcome refused(AwsServiceException e) {
        var details = e.awsErrorDetails();
        var code = details == null || details.errorCode() == null ? "" : details.errorCode();
        int status = e.statusCode();
        boolean absent = status == 501 || NOT_IMPLEMENTED.contains(code);
        // An answer that is none of AWS's: the emulator has no such path.
        boolean foreign = code.isEmpty() && status == 404;
        return absent || foreign
                ? new Outcome.NotImplemented("HTTP " + status + (code.isEmpty() ? "" : " " + code))
                : new Outcome.Told(Facts.error(code.isEmpty() ? "HTTP " + status : code));
    }
}
