package io.tidegate.simulatedaws.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssumableRoleTest {

    @Test
    void knowsItsAccountAndItsNameWithoutThePath() {
        var plain = new AssumableRole("arn:aws:iam::111122223333:role/tidegate", Optional.empty());
        var inPath = new AssumableRole("arn:aws:iam::111122223333:role/ops/scaling/tidegate", Optional.empty());

        assertThat(plain.account()).isEqualTo("111122223333");
        assertThat(plain.name()).isEqualTo("tidegate");
        assertThat(inPath.name()).isEqualTo("tidegate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tidegate",
                "arn:aws:iam::1234:role/tidegate",
                "arn:aws:iam::111122223333:user/tidegate",
                "arn:aws:iam::111122223333:role/",
                "arn:aws:iam::111122223333:role/tide gate"
            })
    void refusesWhatIsNoArnOfARole(String arn) {
        assertThatThrownBy(() -> new AssumableRole(arn, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("arn must be arn:aws:iam::<account>:role/<name>, was " + arn);
    }

    @Test
    void refusesAnExternalIdThatAwsWouldNotTake() {
        assertThatThrownBy(() -> new AssumableRole("arn:aws:iam::111122223333:role/tidegate", Optional.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("externalId must be 2 to 1224 letters, digits or any of _+=,.@:/-, was a");
    }

    @Test
    void refusesASecondRoleOfAnArn() {
        var sessions = new Sessions();
        sessions.add(new AssumableRole("arn:aws:iam::111122223333:role/tidegate", Optional.empty()));

        assertThatThrownBy(() ->
                        sessions.add(new AssumableRole("arn:aws:iam::111122223333:role/tidegate", Optional.of("id"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("role must be new, but arn:aws:iam::111122223333:role/tidegate exists");
    }
}
