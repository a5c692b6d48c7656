package io.tidegate.simulatedaws.backing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityProviderTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void refusesATargetThatEcsRefuses(int target) {
        assertThatThrownBy(() -> new CapacityProvider("cp", true, true, target))
                .hasMessage("targetCapacity must be 1 to 100, was " + target);
    }
}
