package io.tidegate.connectors.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The files of {@code deploy/iam} are what the code can call. After a change of that, write them anew:
 * {@code ./mvnw -pl connectors -am test -Dtest=IamPolicyTest -Dsurefire.failIfNoSpecifiedTests=false -Diam.update=true}.
 */
class IamPolicyTest {
    private static final Path FOLDER = Path.of("..", "deploy", "iam");

    private static Map<String, String> files() {
        var files = new TreeMap<String, String>();
        IamPolicy.ALL.forEach(policy -> files.put(policy.file(), policy.json(IamScope.WIDEST)));
        // 111122223333 is the account of AWS's own examples; the words are there to be replaced.
        files.put("trust-policy.json", IamPolicy.trust("arn:aws:iam::111122223333:role/tidegate", "EXTERNAL-ID"));
        return files;
    }

    @Test
    void writesTheFilesThatAreDelivered() throws IOException {
        if (Boolean.getBoolean("iam.update")) {
            for (var file : files().entrySet()) {
                Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
            }
        }

        var found = new TreeMap<String, String>();
        try (var paths = Files.newDirectoryStream(FOLDER, "*.json")) {
            for (var path : paths) {
                found.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        assertThat(found).as("run with -Diam.update=true").isEqualTo(files());
    }

    @Test
    void letsTheSourcesChangeNothingButWhatIsInQueues() {
        assertThat(IamPolicy.CONNECTORS.actions().stream().filter(AwsAction::isWrite))
                .containsExactlyInAnyOrder(AwsAction.DELETE_MESSAGE, AwsAction.CHANGE_MESSAGE_VISIBILITY);
    }

    @Test
    void letsNoPartPassARole() {
        assertThat(files().values()).noneMatch(policy -> policy.contains("iam:PassRole"));
    }

    @Test
    void letsARoleBePassedToApplicationAutoScalingWhereOneIsGiven() {
        assertThat(IamPolicy.passingRole(IamScope.WIDEST)).isEqualTo("""
                        {
                          "Version" : "2012-10-17",
                          "Statement" : [
                            {
                              "Effect" : "Allow",
                              "Action" : [
                                "iam:PassRole"
                              ],
                              "Resource" : "arn:aws:iam::*:role/tidegate",
                              "Condition" : {
                                "StringEquals" : {
                                  "iam:PassedToService" : "application-autoscaling.amazonaws.com"
                                }
                              }
                            }
                          ]
                        }
                        """);
    }

    @Test
    void letsOnlyWhatIsTaggedBeChangedWhereAwsKnowsTags() {
        assertThat(IamPolicy.EXECUTOR.json(IamScope.WIDEST)).contains("""
                    {
                      "Effect" : "Allow",
                      "Action" : [
                        "ecs:UpdateService"
                      ],
                      "Resource" : "arn:aws:ecs:*:*:service/*",
                      "Condition" : {
                        "StringEquals" : {
                          "aws:ResourceTag/tidegate" : "managed"
                        }
                      }
                    }
                """.stripTrailing());
    }

    @Test
    void letsTheProvisionerMakeAnythingAndChangeOnlyWhatIsTagged() {
        assertThat(IamPolicy.PROVISIONER.json(IamScope.WIDEST).replaceAll("\\s+", ""))
                .contains("\"sqs:CreateQueue\",\"sqs:GetQueueAttributes\",\"sqs:GetQueueUrl\",\"sqs:ListQueueTags\","
                        + "\"sqs:TagQueue\"],\"Resource\":\"arn:aws:sqs:*:*:*\"},")
                .contains("\"sqs:DeleteQueue\",\"sqs:SetQueueAttributes\"],\"Resource\":\"arn:aws:sqs:*:*:*\","
                        + "\"Condition\":{\"StringEquals\":{\"aws:ResourceTag/tidegate\":\"managed\"}}}");
    }

    @Test
    void narrowsToARegionAnAccountAClusterATagAndABus() {
        var scope = new IamScope(
                "aws-cn", "cn-north-1", "123456789012", "web", "team", "shop", "outcomes", "arn:aws-cn:iam::1:role/r");

        assertThat(IamPolicy.EXECUTOR.json(scope))
                .contains("\"arn:aws-cn:ecs:cn-north-1:123456789012:service/web/*\"")
                .contains("\"arn:aws-cn:ecs:cn-north-1:123456789012:container-instance/web/*\"")
                .contains("\"aws:ResourceTag/team\" : \"shop\"")
                .doesNotContain(":*:*:");
        assertThat(IamPolicy.CONNECTORS.json(scope))
                .contains("\"ecs:cluster\" : \"arn:aws-cn:ecs:cn-north-1:123456789012:cluster/web\"");
        assertThat(IamPolicy.OUTCOME_EVENTS.json(scope))
                .contains("\"arn:aws-cn:events:cn-north-1:123456789012:event-bus/outcomes\"");
        assertThat(IamPolicy.ASSUME_ROLE.json(scope)).contains("\"arn:aws-cn:iam::1:role/r\"");
    }

    // What the manual tells people to do without this program.
    @Test
    void isNarrowedByReplacingTheOpenParts() {
        var narrow = IamScope.WIDEST.in("eu-central-1", "123456789012");

        for (var policy :
                List.of(IamPolicy.CONNECTORS, IamPolicy.EXECUTOR, IamPolicy.OUTCOME_EVENTS, IamPolicy.PROVISIONER)) {
            assertThat(policy.json(IamScope.WIDEST).replace(":*:*:", ":eu-central-1:123456789012:"))
                    .isEqualTo(policy.json(narrow));
        }
    }

    @Test
    void refusesAScopeThatLeavesAPartOut() {
        assertThatThrownBy(() -> IamScope.WIDEST.in("eu-central-1", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a part of an IAM scope must not be blank, was \" \"");
    }
}
