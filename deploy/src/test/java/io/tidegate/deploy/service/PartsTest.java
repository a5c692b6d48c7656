package io.tidegate.deploy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final ArrayList<String> closed = new ArrayList<>();
    private final Parts parts = new Parts();

    @Test
    void closesInTheOppositeOrderAndOnce() {
        parts.add(() -> closed.add("broker"));
        parts.add(() -> closed.add("service"));

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("service", "broker");
    }

    @Test
    void closesTheOthersWhenOneFails() {
        parts.add(() -> closed.add("broker"));
        parts.add(() -> {
            throw new IllegalArgumentException("stuck");
        });
        parts.add(() -> closed.add("service"));

        assertThatIllegalStateException().isThrownBy(parts::close).havingCause().withMessage("stuck");
        assertThat(closed).containsExactly("service", "broker");
    }
}
