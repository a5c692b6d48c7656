package io.tidegate.simulatedaws.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

class MalformedRequestTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"service\"           | request body must be valid JSON, but cannot be parsed",
                "[]                     | request body must be valid JSON, but is not an object",
                "{\"service\":1}        | service must be a valid String, was BigDecimal",
                "{\"desiredCount\":1.5} | desiredCount must be a valid Integer, was BigDecimal",
                "{\"desiredCount\":9999999999}      | desiredCount must be a valid Integer, was BigDecimal",
                "{\"desiredCount\":{}}  | desiredCount must be a valid Integer, was LinkedHashMap",
                "{\"loadBalancers\":{}} | loadBalancers must be a list, was LinkedHashMap",
                "{\"loadBalancers\":[null]} | request body must be valid JSON, but has null in a list",
                "{\"networkConfiguration\":[]} | networkConfiguration must be a structure, was ArrayList",
            })
    void isRefusedWithTheMemberAndWhatItMustBe(String body, String message) {
        var call = json("AmazonEC2ContainerServiceV20141113.UpdateService", body);

        assertThatThrownBy(call::read)
                .isInstanceOfSatisfying(
                        ApiError.class, refused -> assertThat(refused.code()).isEqualTo("SerializationException"))
                .hasMessageStartingWith(message);
    }

    @Test
    void membersThatTheModelDoesNotKnowAreSkipped() {
        var read = json("AmazonEC2ContainerServiceV20141113.UpdateService", "{\"new\":{\"x\":1},\"service\":\"s\"}")
                .read();

        assertThat(read).hasToString("UpdateServiceRequest(Service=s)");
    }

    @ParameterizedTest
    @CsvSource({"Fly", "Evil/Operation", "updateService", "UpdateServiceRequest$Builder", "''"})
    void anOperationThatIsNotInTheModelIsUnknown(String operation) {
        var call = json("AmazonEC2ContainerServiceV20141113." + operation, "{}");

        assertThatThrownBy(call::read)
                .isInstanceOfSatisfying(
                        ApiError.class, refused -> assertThat(refused.code()).isEqualTo("UnknownOperationException"));
    }

    @Test
    void aRequestThatNamesNoApiHasNoRoute() {
        var headers = new TreeMap<String, String>();
        var plain = new WireRequest("/", headers, SdkBytes.fromUtf8String(""));
        var otherTarget = request("x-amz-target", "Unheard.Of", "{}");
        var brokenForm = request("content-type", "application/x-www-form-urlencoded", "Action=%zz");
        var otherVersion =
                request("content-type", "application/x-www-form-urlencoded", "Action=Fly&Version=1999-01-01");

        assertThat(Router.route(plain)).isEmpty();
        assertThat(Router.route(otherTarget)).isEmpty();
        assertThat(Router.route(brokenForm)).isEmpty();
        assertThat(Router.route(otherVersion)).isEmpty();
    }

    private static Call json(String target, String body) {
        return Router.route(request("x-amz-target", target, body)).orElseThrow();
    }

    private static WireRequest request(String header, String value, String body) {
        var headers = new TreeMap<String, String>();
        headers.put(header, value);
        return new WireRequest("/", headers, SdkBytes.fromUtf8String(body));
    }
}
