package io.tidegate.connectors.lifecycle.message;

import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import java.util.Optional;

/**
 * Whose events a queue holds: those of one account and region, for targets are named after them.
 *
 * @param place of the targets
 * @param account 12 digits
 * @param region empty where the queue's address does not tell
 */
public record Origin(Place place, String account, Optional<String> region) {

    /** Nothing in a message of another account or region may be taken for a target of this one. */
    void requireOwn(Optional<String> ofAccount, Optional<String> ofRegion) {
        if (!ofAccount.orElse(account).equals(account)) {
            throw foreign("account");
        }
        if (region.isPresent() && ofRegion.isPresent() && !region.equals(ofRegion)) {
            throw foreign("region");
        }
    }

    private static UnreadableRecordException foreign(String what) {
        return new UnreadableRecordException(
                Reason.INVALID, "a message must be of the %s of its queue, was of another".formatted(what));
    }
}
