package io.tidegate.deploy.whatif.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.schemas.naming.Target;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
    private static final byte[] KEY = "a key".getBytes(UTF_8);

    private final CollectedNames collected = new CollectedNames();

    @Test
    void keepsTheOrderAndTheLengthOfNames() {
        var names = new TreeSet<String>();
        for (int i = 0; i < 120; i++) {
            names.add("service-" + i * i);
        }
        names.forEach(name -> collected.of(Wording.NAME, name));

        var others = names.stream().map(collected.pseudonyms(KEY)::name).toList();

        assertThat(others).isSorted().doesNotHaveDuplicates();
        assertThat(others)
                .extracting(String::length)
                .containsOnly(others.getFirst().length());
    }

    @Test
    void makesOfATargetOneOfTheSameForm() {
        var targets = List.of(
                "123456789012/eu-central-1/ecs/shop/cart",
                "asg/workers",
                "cluster/shop",
                "appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits",
                "instance/i-0123456789abcdef0",
                "launch-template/lt-1");
        targets.forEach(target -> collected.of(Wording.NAME, target));
        var pseudonyms = collected.pseudonyms(KEY);

        for (var target : targets) {
            var other = pseudonyms.name(target);

            assertThat(Target.parse(other).getClass())
                    .isEqualTo(Target.parse(target).getClass());
            assertThat(other)
                    .doesNotContain("123456789012", "eu-central", "shop", "cart", "workers", "orders", "i-0", "lt-1");
        }
        var cart = Target.parse(pseudonyms.name(targets.getFirst()));
        assertThat(cart.place().account()).matches("\\d{12}");
        assertThat(cart.path()).contains("/" + pseudonyms.name("shop") + "/");
    }

    @Test
    void leavesTheCountersOfAnIdAsTheyAre() {
        collected.of(Wording.NAME, "cluster/shop|ecs/shop/cart|1777896000000|7");

        assertThat(collected.pseudonyms(KEY).name("cluster/shop|ecs/shop/cart|1777896000000|7"))
                .matches("cluster/n\\w+\\|ecs/n\\w+/n\\w+\\|1777896000000\\|7");
    }

    @Test
    void replacesAliasesInAnExpressionAndNothingElse() {
        collected.of(Wording.ALIAS, "orders");
        collected.of(Wording.NAME, "max");
        var pseudonyms = collected.pseudonyms(KEY);

        assertThat(pseudonyms.of(Wording.EXPRESSION, "orders / max(running, 0x1F) + 2"))
                .isEqualTo("%s / max(running, 0x1F) + 2".formatted(pseudonyms.name("orders")));
    }

    @Test
    void replacesInASentenceTheLongestNameThatIsAWholeWord() {
        List.of("web", "web-api", "webs").forEach(name -> collected.of(Wording.NAME, name));
        var pseudonyms = collected.pseudonyms(KEY);

        assertThat(pseudonyms.of(Wording.SENTENCE, "web-api of web, no webhook, 12 webs"))
                .isEqualTo("%s of %s, no webhook, 12 %s"
                        .formatted(pseudonyms.name("web-api"), pseudonyms.name("web"), pseudonyms.name("webs")));
    }

    @Test
    void tellsNothingOfANameThatWasNotCollected() {
        assertThat(collected.pseudonyms(KEY).name("unheard-of")).isEqualTo("redacted");
    }

    @Test
    void refusesAFileOfEcsAutoscale() {
        assertThatThrownBy(() -> collected.of(Wording.READ_DOCUMENT, "services: {}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "what is redacted must hold no policy that is a file of ecs-autoscale, held one");
    }
}
