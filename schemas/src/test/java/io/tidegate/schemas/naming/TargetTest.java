package io.tidegate.schemas.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ecs/demo/web,                                cluster/demo,                       default",
        "asg/web,                                     asg/web,                            default",
        "asg/team/web,                                asg/team/web,                       default",
        "cluster/demo,                                cluster/demo,                       default",
        "appas/dynamodb/table/t/ReadCapacityUnits,    appas/dynamodb/table/t/ReadCapacityUnits, default",
        "instance/i-1,                                instance/i-1,                       default",
        "launch-template/lt-1,                        launch-template/lt-1,               default",
        "123456789012/eu-west-1/ecs/demo/web,         123456789012/eu-west-1/cluster/demo, 123456789012/eu-west-1",
    })
    void readsWhatItSpells(String text, String domain, String place) {
        var target = Target.parse(text);

        assertThat(target.text()).isEqualTo(text);
        assertThat(target.domain()).isEqualTo(domain);
        assertThat(target.place().key()).isEqualTo(place);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {"", "ecs", "ecs/demo", "ecs/demo/web/x", "ecs//web", "asg", "pod/x", "appas/ecs/service/c/s/d"})
    void refusesOtherSpellings(String text) {
        assertThatThrownBy(() -> Target.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target must be ecs/<cluster>/<service>")
                .hasMessageEndingWith("was \"" + text + "\"");
    }
}
