package io.tidegate.simulatedaws.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-1", "ap-southeast-2", "us-gov-west-1", "us-isob-east-1"})
    void takesRegionsAsAwsNamesThem(String region) {
        assertThat(new Place("111122223333", region)).hasToString("111122223333/" + region);
    }

    @Test
    void refusesWhatIsNoAccountOrRegion() {
        assertThatThrownBy(() -> new Place("1234", "us-east-1")).hasMessage("account must be 12 digits, was 1234");
        assertThatThrownBy(() -> new Place("00000000000x", "us-east-1"))
                .hasMessage("account must be 12 digits, was 00000000000x");
        assertThatThrownBy(() -> new Place("111122223333", "Frankfurt"))
                .hasMessage("region must be one such as us-east-1, was Frankfurt");
        assertThatThrownBy(() -> new Place("111122223333", "eu-west-1a"))
                .hasMessage("region must be one such as us-east-1, was eu-west-1a");
    }

    @Test
    void namesResourcesInItsAccountAndRegion() {
        var arns = new Arns(new Place("111122223333", "eu-west-1"));

        assertThat(arns.service("shop", "web")).isEqualTo("arn:aws:ecs:eu-west-1:111122223333:service/shop/web");
        assertThat(arns.eventBus("ops")).isEqualTo("arn:aws:events:eu-west-1:111122223333:event-bus/ops");
        assertThat(arns.user()).isEqualTo("arn:aws:iam::111122223333:user/simulated");
        assertThat(arns.scalableTarget("ecs", "service/shop/web", "ecs:service:DesiredCount"))
                .startsWith("arn:aws:application-autoscaling:eu-west-1:111122223333:scalable-target/");
    }
}
