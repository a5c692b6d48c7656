package io.tidegate.connectors.executor.command;

import io.tidegate.schemas.Step;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads the steps about launch templates from their Avro form. */
final class TemplateStepWire {
    private static final Pattern SOURCE = Pattern.compile("\\$Latest|\\$Default|[1-9]\\d{0,17}");

    // EC2 API reference, CreateLaunchTemplateVersion.
    private static final Pattern TOKEN = Pattern.compile("[ -~]{1,128}");

    private static final int MOST_PERCENT = 100;

    private TemplateStepWire() {}

    /** The order of a step; empty for a kind that is not known. */
    static Optional<Order> order(Target.LaunchTemplate target, Step step, Instant issuedAt) {
        var given = new StepParameters(step);
        return switch (step.getKind()) {
            case "NEW_TEMPLATE_VERSION" -> Optional.of(newVersion(template(target, step), given));
            case "SET_DEFAULT_VERSION" ->
                Optional.of(new TemplateStep.SetDefault(template(target, step), version(given)));
            case "PIN_GROUP" ->
                Optional.of(new TemplateStep.PinGroup(template(target, step), given.text("group"), version(given)));
            case "DELETE_VERSIONS" ->
                Optional.of(new TemplateStep.DeleteVersions(
                        template(target, step), given.numbers("versions", 1, Long.MAX_VALUE)));
            case "REFRESH_INSTANCES" ->
                Optional.of(new TemplateStep.RefreshInstances(
                        template(target, step), given.text("group"), issuedAt, preferences(given)));
            default -> Optional.empty();
        };
    }

    private static String template(Target.LaunchTemplate target, Step step) {
        if (!step.getSubject().equals(target.id())) {
            throw new IllegalArgumentException(
                    "action.subject of step %s must be the launch template of its target %s, was %s"
                            .formatted(step.getKind(), target.text(), step.getSubject()));
        }
        return target.id();
    }

    private static Order newVersion(String template, StepParameters given) {
        return new TemplateStep.NewVersion(
                template,
                given.text("image"),
                like(given, "sourceVersion", SOURCE, "$Latest, $Default or a number"),
                like(given, "token", TOKEN, "1 to 128 characters of ASCII"),
                new TemplateStep.Overrides(
                        given.optional("keyName"), given.optional("instanceType"), given.texts("securityGroupIds")));
    }

    private static long version(StepParameters given) {
        return given.number("version", 1, Long.MAX_VALUE);
    }

    private static TemplateStep.Preferences preferences(StepParameters given) {
        return new TemplateStep.Preferences(
                (int) given.number("minHealthyPercentage", 0, MOST_PERCENT),
                given.either("skipMatching", "true", "false"),
                scaleInProtected(given),
                given.optional("instanceWarmupSeconds").isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of((int) given.number("instanceWarmupSeconds", 0, Integer.MAX_VALUE)));
    }

    private static TemplateStep.ScaleInProtected scaleInProtected(StepParameters given) {
        String value = given.text("scaleInProtected");
        return Arrays.stream(TemplateStep.ScaleInProtected.values())
                .filter(each -> each.name().equals(value))
                .findFirst()
                .orElseThrow(() -> given.invalid("scaleInProtected", "REFRESH, IGNORE or WAIT", value));
    }

    private static String like(StepParameters given, String key, Pattern pattern, String constraint) {
        String value = given.text(key);
        if (!pattern.matcher(value).matches()) {
            throw given.invalid(key, constraint, value);
        }
        return value;
    }
}
