package io.tidegate.simulatedaws.identity;

import java.util.Optional;

/** Who makes a call. */
public sealed interface Caller {

    /** Who it is in the words of AWS. */
    String arn();

    /** The account that it is of. */
    String account();

    /** As GetCallerIdentity tells it. */
    String userId();

    /** What its policies are attached to; empty when nothing can be. */
    Optional<String> principal();

    /**
     * The one user of the cloud's own account, whatever the credentials.
     *
     * @param principal the access key id; empty when the call is not signed
     */
    record User(Arns arns, Optional<String> principal) implements Caller {
        @Override
        public String arn() {
            return arns.user();
        }

        @Override
        public String account() {
            return arns.place().account();
        }

        @Override
        public String userId() {
            return "AIDASIMULATED";
        }
    }

    /** One who assumed a role. */
    record AssumedRole(Session session) implements Caller {
        @Override
        public String arn() {
            return session.arn();
        }

        @Override
        public String account() {
            return session.account();
        }

        @Override
        public String userId() {
            return session.userId();
        }

        @Override
        public Optional<String> principal() {
            return Optional.of(session.role().arn());
        }
    }
}
