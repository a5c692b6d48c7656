package io.tidegate.connectors.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.schemas.naming.Target.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueUrlTest {
    private static final Place SHOP = new Place("222222222222", "eu-central-1");
    private static final Place SHOP_IN_US = new Place("222222222222", "us-east-1");
    private static final List<Place> REACHED =
            List.of(Place.DEFAULT, SHOP, SHOP_IN_US, new Place("333333333333", "eu-west-1"));

    @ParameterizedTest
    @CsvSource({
        "https://sqs.eu-central-1.amazonaws.com/123456789012/hooks, eu-central-1",
        "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/hooks, cn-north-1",
        "https://sqs-fips.us-gov-west-1.amazonaws.com/123456789012/hooks, us-gov-west-1",
        "https://eu-central-1.queue.amazonaws.com/123456789012/hooks, eu-central-1",
        "https://vpce-0a1b2c3d.sqs.eu-central-1.vpce.amazonaws.com/123456789012/hooks, eu-central-1",
        "http://127.0.0.1:4566/123456789012/hooks,",
        "http://[::1]:4566/123456789012/hooks,",
        "http://localhost/123456789012/hooks,",
    })
    void tellsAccountNameAndWhereItCanTheRegion(String text, @Nullable String region) {
        var queue = new QueueUrl(text);

        assertThat(queue.account()).isEqualTo("123456789012");
        assertThat(queue.name()).isEqualTo("hooks");
        assertThat(queue.region().orElse(null)).isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sqs.eu-central-1.amazonaws.com/123456789012/hooks",
                "https://sqs.eu-central-1.amazonaws.com/123456789012/hooks.fifo",
                "https://sqs.eu-central-1.amazonaws.com/hooks",
                "https://sqs.eu-central-1.amazonaws.com/1234/hooks",
                "arn:aws:sqs:eu-central-1:123456789012:hooks",
                "hooks",
            })
    void refusesWhatIsNoStandardQueueThatCanBeReadSafely(String text) {
        assertThatThrownBy(() -> new QueueUrl(text))
                .hasMessage("lifecycle.queues must be URLs of standard queues such as"
                        + " https://sqs.eu-central-1.amazonaws.com/123456789012/hooks, http only on this machine, was \""
                        + text + "\"");
    }

    @Test
    void keepsAPasswordToItself() {
        assertThatThrownBy(() -> new QueueUrl("https://user:secret@sqs.eu-central-1.amazonaws.com/123456789012/hooks"))
                .hasMessageEndingWith("was \"https://sqs.eu-central-1.amazonaws.com/123456789012/hooks\"");
    }

    @ParameterizedTest
    @CsvSource({
        "https://sqs.us-east-1.amazonaws.com/222222222222/hooks, 222222222222/us-east-1",
        "https://sqs.eu-west-3.amazonaws.com/222222222222/hooks, default",
        "https://sqs.eu-central-1.amazonaws.com/123456789012/hooks, default",
        "http://127.0.0.1:4566/333333333333/hooks, 333333333333/eu-west-1",
        "http://127.0.0.1:4566/222222222222/hooks, default",
    })
    void isReadInThePlaceThatItsAddressTells(String text, String place) {
        assertThat(new QueueUrl(text).placeAmong(REACHED).key()).isEqualTo(place);
    }
}
