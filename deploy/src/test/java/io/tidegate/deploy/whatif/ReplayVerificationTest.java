package io.tidegate.deploy.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Recorded;
import io.tidegate.deploy.whatif.ReplayVerification.Request;
import io.tidegate.deploy.whatif.ReplayVerification.Result;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.registry.InProcessRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayVerificationTest {
    private static final String DOMAIN = "cluster/north";

    private final InProcessRegistry registry = InProcessRegistry.inMemory();
    private final DecidedHistory history = DecidedHistory.of(
            SeededJournal.of(6, registry), registry, SeededJournal.START.plus(SeededJournal.LENGTH.dividedBy(2)));

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void findsEveryRecordIdentical() {
        var result = verify(history);

        assertThat(result.decisions().identical())
                .isPositive()
                .isEqualTo(result.decisions().records());
        assertThat(result.commands().identical())
                .isPositive()
                .isEqualTo(result.commands().records());
    }

    // The commands' end is looked up after the decisions' and may be before it all the same: it waits for transactions
    // of others.
    @Test
    void doesNotBlameTheReplayForACommandThatCannotBeReadYet() {
        var last = commands().getLast();

        var result = verify(history.without(last::equals));

        assertThat(result.isIdentical()).isTrue();
        assertThat(result.commands().incomparable()).containsEntry("its decision is on record, and it is not yet", 1);
    }

    @Test
    void missesACommandThatOthersFollow() {
        var middle = commands().get(commands().size() / 2);

        var result = verify(history.without(middle::equals));

        assertThat(result.commands().different()).isEqualTo(1);
        assertThat(result.commands().first()).hasValueSatisfying(first -> {
            assertThat(first.id()).isEqualTo(((ScaleCommand) middle.value()).getId());
            assertThat(first.cause()).isEqualTo("the record does not have it");
        });
    }

    private List<Recorded> commands() {
        return history.records().stream()
                .filter(found -> found.kind() == Kind.COMMANDS)
                .filter(found -> ((ScaleCommand) found.value()).getDomain().equals(DOMAIN))
                .toList();
    }

    private static Result verify(History history) {
        return new ReplayVerification(history, ServiceConfig.tzdataVersion(), Progress.SILENT).run(Request.ALL);
    }
}
