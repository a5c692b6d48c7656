package io.tidegate.streams.policy;

import io.tidegate.schemas.Actuation;
import io.tidegate.schemas.BeforeScaleOut;
import io.tidegate.schemas.ImageCheck;
import io.tidegate.schemas.ImageSelector;
import io.tidegate.schemas.ImageSettings;
import io.tidegate.schemas.PolicyKind;
import io.tidegate.schemas.RefreshSettings;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.ImagePolicy.Before;
import io.tidegate.streams.policy.ImagePolicy.Look;
import io.tidegate.streams.policy.ImagePolicy.Occasions;
import io.tidegate.streams.policy.ImagePolicy.Protected;
import io.tidegate.streams.policy.ImagePolicy.Refresh;
import io.tidegate.streams.policy.ImagePolicy.Selector;
import io.tidegate.streams.policy.ImagePolicy.Version;
import io.tidegate.streams.recurrence.Recurrence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Maps what is particular to image policies to and from {@code scaling-policies}. */
final class ImageSerdes {
    private static final String PROCEED = "PROCEED";
    private static final String HOLD = "HOLD";

    private ImageSerdes() {}

    static ScalingPolicy.Builder toAvro(ImagePolicy policy, ScalingPolicy.Builder avro) {
        return avro.setKind(PolicyKind.IMAGE)
                .setVia(Actuation.UNKNOWN)
                .setMin(0)
                .setMax(0)
                .setMetrics(List.of())
                .setRules(List.of())
                .setSchedule(List.of())
                .setCooldownScaleOutMillis(0)
                .setCooldownScaleInMillis(0)
                .setImage(settings(policy));
    }

    private static ImageSettings settings(ImagePolicy policy) {
        var version = policy.version();
        var occasions = policy.occasions();
        var keep = policy.keepVersions();
        return ImageSettings.newBuilder()
                .setLaunchTemplate(policy.template().text())
                .setGroups(policy.groups().stream().map(Target::text).toList())
                .setSelector(toAvro(policy.selector()))
                .setSourceVersion(version.source())
                .setKeyName(version.keyName().orElse(null))
                .setInstanceType(version.instanceType().orElse(null))
                .setSecurityGroupIds(version.securityGroupIds())
                .setKeepVersions(keep.isPresent() ? keep.getAsInt() : null)
                .setRefresh(policy.refresh().map(ImageSerdes::toAvro).orElse(null))
                .setSchedule(occasions.looks().stream().map(ImageSerdes::toAvro).toList())
                .setOnImageAvailable(occasions.onAvailable())
                .setOnFirings(occasions.firings())
                .setBefore(occasions.before().map(ImageSerdes::toAvro).orElse(null))
                .build();
    }

    static ImagePolicy fromAvro(ScalingPolicy avro, ImageSettings image) {
        Check.that(avro.getTargets().size() == 1, "targets must be one cluster or group, was %s", avro.getTargets());
        var keep = image.getKeepVersions();
        return new ImagePolicy(
                avro.getName(),
                avro.getRevision(),
                avro.getEnabled(),
                Target.parse(avro.getTargets().getFirst()),
                template(image.getLaunchTemplate()),
                image.getGroups().stream().map(ImageSerdes::group).toList(),
                fromAvro(image.getSelector()),
                version(image),
                keep == null ? OptionalInt.empty() : OptionalInt.of(keep),
                Optional.ofNullable(image.getRefresh()).map(ImageSerdes::fromAvro),
                new Occasions(
                        image.getSchedule().stream().map(ImageSerdes::fromAvro).toList(),
                        image.getOnImageAvailable(),
                        image.getOnFirings(),
                        Optional.ofNullable(image.getBefore()).map(ImageSerdes::fromAvro)),
                ExecutionSerdes.fromAvro(avro));
    }

    private static Version version(ImageSettings image) {
        return new Version(
                image.getSourceVersion(),
                Optional.ofNullable(image.getKeyName()),
                Optional.ofNullable(image.getInstanceType()),
                image.getSecurityGroupIds());
    }

    private static ImageSelector toAvro(Selector selector) {
        return ImageSelector.newBuilder()
                .setOwners(selector.owners())
                .setName(selector.name().orElse(null))
                .setCaseSensitive(selector.caseSensitive())
                .setTags(selector.tags())
                .setArchitecture(selector.architecture().orElse(null))
                .build();
    }

    private static Selector fromAvro(ImageSelector avro) {
        return new Selector(
                avro.getOwners(),
                Optional.ofNullable(avro.getName()),
                avro.getCaseSensitive(),
                new TreeMap<>(avro.getTags()),
                Optional.ofNullable(avro.getArchitecture()));
    }

    private static RefreshSettings toAvro(Refresh refresh) {
        return new RefreshSettings(
                refresh.minHealthyPercentage(),
                refresh.warmup().map(time -> (int) time.toSeconds()).orElse(null),
                refresh.skipMatching(),
                refresh.scaleInProtected().name());
    }

    private static Refresh fromAvro(RefreshSettings avro) {
        return new Refresh(
                avro.getMinHealthyPercentage(),
                Optional.ofNullable(seconds(avro.getInstanceWarmupSeconds())),
                avro.getSkipMatching(),
                Protected.valueOf(avro.getScaleInProtected()));
    }

    private static @Nullable Duration seconds(@Nullable Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static ImageCheck toAvro(Look look) {
        return new ImageCheck(
                look.name(),
                look.when().text(),
                look.validity().timezone().getId(),
                ScheduleSerdes.text(look.validity().start()),
                ScheduleSerdes.text(look.validity().end()));
    }

    private static Look fromAvro(ImageCheck avro) {
        return new Look(
                avro.getName(),
                Recurrence.parse(avro.getWhen()),
                ScheduleSerdes.validity(avro.getTimezone(), avro.getStart(), avro.getEnd()));
    }

    private static BeforeScaleOut toAvro(Before before) {
        return new BeforeScaleOut(
                before.target().text(),
                before.item(),
                before.lead().toMillis(),
                before.waitUpTo().toMillis(),
                before.holds() ? HOLD : PROCEED);
    }

    private static Before fromAvro(BeforeScaleOut avro) {
        return new Before(
                Target.parse(avro.getTarget()),
                avro.getItem(),
                Duration.ofMillis(avro.getLeadMillis()),
                Duration.ofMillis(avro.getWaitMillis()),
                avro.getOnTimeout().equals(HOLD));
    }

    private static Target.LaunchTemplate template(String text) {
        if (Target.parse(text) instanceof Target.LaunchTemplate template) {
            return template;
        }
        throw new IllegalArgumentException("launchTemplate must be a launch template, was \"%s\"".formatted(text));
    }

    private static Target.Group group(String text) {
        if (Target.parse(text) instanceof Target.Group group) {
            return group;
        }
        throw new IllegalArgumentException("groups must be Auto Scaling groups, was \"%s\"".formatted(text));
    }
}
