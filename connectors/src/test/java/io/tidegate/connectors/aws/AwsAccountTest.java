package io.tidegate.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.schemas.naming.Target.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsAccountTest {
    private static final String ID = "111111111111";
    private static final String ROLE = "arn:aws:iam::111111111111:role/tidegate";

    @Test
    void hasAPlaceForEachRegion() {
        var account = new AwsAccount(ID, List.of("eu-central-1", "us-gov-west-1", "eu-central-1"), Optional.empty());

        assertThat(account.places()).containsExactly(new Place(ID, "eu-central-1"), new Place(ID, "us-gov-west-1"));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "11111111111|eu-central-1|aws.accounts.<account> must have 12 digits, in quotes where it begins with 0, was \"11111111111\"",
                "111111111111|Frankfurt|aws.accounts.111111111111.regions must be regions such as eu-central-1, was \"Frankfurt\"",
                "222222222222|eu-central-1|aws.accounts.222222222222.roleArn must be a role of account 222222222222, was one of 111111111111",
            })
    void refusesWhatCannotBe(String id, String region, String message) {
        var role = Optional.of(new AssumedRole(ROLE, Optional.empty()));

        assertThatThrownBy(() -> new AwsAccount(id, List.of(region), role)).hasMessage(message);
    }

    @Test
    void refusesAnAccountWithoutRegions() {
        assertThatThrownBy(() -> new AwsAccount(ID, List.of(), Optional.empty()))
                .hasMessage("aws.accounts.111111111111.regions must name at least one, was empty");
    }

    @Test
    void refusesARoleThatIsNone() {
        assertThatThrownBy(() -> new AssumedRole("arn:aws:iam::111111111111:user/tidegate", Optional.empty()))
                .hasMessage("aws.accounts.*.roleArn must be arn:aws:iam::<account>:role/<name>,"
                        + " was \"arn:aws:iam::111111111111:user/tidegate\"");
    }

    @Test
    void tellsNoExternalId() {
        assertThat(new AssumedRole(ROLE, Optional.of("s3cret")).toString()).doesNotContain("s3cret");
        assertThatThrownBy(() -> new AssumedRole(ROLE, Optional.of("s3cret and more")))
                .hasMessageNotContaining("s3cret")
                .hasMessageEndingWith("was something else of 15 characters");
    }
}
