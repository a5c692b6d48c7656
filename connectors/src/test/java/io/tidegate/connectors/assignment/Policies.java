package io.tidegate.connectors.assignment;

import io.tidegate.schemas.Actuation;
import io.tidegate.schemas.CloudWatchSource;
import io.tidegate.schemas.ClusterSizing;
import io.tidegate.schemas.DrainSettings;
import io.tidegate.schemas.EscalationStep;
import io.tidegate.schemas.HttpSource;
import io.tidegate.schemas.ImageSelector;
import io.tidegate.schemas.ImageSettings;
import io.tidegate.schemas.PolicyKind;
import io.tidegate.schemas.PolicyMetric;
import io.tidegate.schemas.PolicyMode;
import io.tidegate.schemas.Provenance;
import io.tidegate.schemas.SampleSource;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.topic.GeneratedClasses;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Policy records for tests. */
public final class Policies {
    static {
        GeneratedClasses.trust();
    }

    private Policies() {}

    /** An enabled policy that changes the desired count of its services. */
    public static ScalingPolicy policy(String name, List<String> targets, PolicyMetric... metrics) {
        var provenance = Provenance.newBuilder()
                .setAppliedAt(Instant.EPOCH)
                .setAppliedBy("test")
                .setDocument("")
                .build();
        return ScalingPolicy.newBuilder()
                .setName(name)
                .setKind(PolicyKind.SERVICE)
                .setMode(PolicyMode.ENFORCE)
                .setEnabled(true)
                .setRevision(1)
                .setProvenance(provenance)
                .setTargets(targets)
                .setVia(Actuation.SERVICE)
                .setMin(1)
                .setMax(10)
                .setMetrics(List.of(metrics))
                .setRules(List.of())
                .setCooldownScaleOutMillis(0)
                .setCooldownScaleInMillis(0)
                .setSchedule(List.of())
                .build();
    }

    public static ScalingPolicy disabled(ScalingPolicy policy) {
        return ScalingPolicy.newBuilder(policy).setEnabled(false).build();
    }

    /** It drives nothing. */
    public static ScalingPolicy shadow(ScalingPolicy policy) {
        return ScalingPolicy.newBuilder(policy).setMode(PolicyMode.SHADOW).build();
    }

    public static ScalingPolicy viaScalableTarget(ScalingPolicy policy) {
        return ScalingPolicy.newBuilder(policy)
                .setVia(Actuation.SCALABLE_TARGET)
                .build();
    }

    public static ScalingPolicy readingInstances(ScalingPolicy policy) {
        return ScalingPolicy.newBuilder(policy).setReadsInstances(true).build();
    }

    /** A policy of the instances of a cluster and of the group behind them. */
    public static ScalingPolicy ofCluster(String name, String cluster, String group, Object sizing) {
        return ScalingPolicy.newBuilder(policy(name, List.of(cluster)))
                .setKind(PolicyKind.CLUSTER)
                .setCluster(new ClusterSizing(group, sizing))
                .build();
    }

    /** A policy that answers the lifecycle hooks of groups. */
    public static ScalingPolicy ofDrain(String name, String target, DrainSettings drain) {
        return ScalingPolicy.newBuilder(policy(name, List.of(target)))
                .setKind(PolicyKind.DRAIN)
                .setDrain(drain)
                .build();
    }

    /** Settings that name groups, and nothing but what must be there. */
    public static DrainSettings.Builder drain(String... groups) {
        return DrainSettings.newBuilder()
                .setGroups(List.of(groups))
                .setEscalation(List.of(new EscalationStep(60_000L, "CONTINUE")))
                .setSpotDeadlineMillis(110_000)
                .setLaunchDeadlineMillis(600_000);
    }

    /** A policy that brings a launch template to the newest image. */
    public static ScalingPolicy ofImage(String name, String target, ImageSettings image) {
        return ScalingPolicy.newBuilder(policy(name, List.of(target)))
                .setKind(PolicyKind.IMAGE)
                .setImage(image)
                .build();
    }

    /** Settings that say of everything something. */
    public static ImageSettings image(String launchTemplate, String... groups) {
        return ImageSettings.newBuilder()
                .setLaunchTemplate(launchTemplate)
                .setGroups(List.of(groups))
                .setSelector(ImageSelector.newBuilder()
                        .setOwners(List.of("self"))
                        .setName("AwsBackup_*")
                        .setTags(Map.of("team", "web*"))
                        .setArchitecture("arm64")
                        .build())
                .setSourceVersion("$Default")
                .setKeepVersions(10)
                .build();
    }

    public static ScalingPolicy draining(String name, String target, String... groups) {
        return ScalingPolicy.newBuilder(policy(name, List.of(target)))
                .setKind(PolicyKind.DRAIN)
                .setDrain(DrainSettings.newBuilder()
                        .setGroups(List.of(groups))
                        .setEscalation(List.of())
                        .setSpotDeadlineMillis(120_000)
                        .setLaunchDeadlineMillis(600_000)
                        .build())
                .build();
    }

    /** Pushed samples, which nobody polls. */
    public static PolicyMetric pushed(String name) {
        return metric(new SampleSource(), name, Map.of(), 5_000);
    }

    public static PolicyMetric cloudWatch(
            String name, String statistic, int periodSeconds, Map<String, String> dimensions, long latenessMillis) {
        return metric(
                new CloudWatchSource("AWS/ECS", "CPUUtilization", statistic, periodSeconds),
                name,
                dimensions,
                latenessMillis);
    }

    public static PolicyMetric http(String name, String url, int intervalSeconds, Map<String, String> dimensions) {
        return metric(
                new HttpSource(url, "GET", Map.of(), null, null, null, "depth", intervalSeconds, 1_000),
                name,
                dimensions,
                15_000);
    }

    private static PolicyMetric metric(
            Object source, String name, Map<String, String> dimensions, long latenessMillis) {
        return PolicyMetric.newBuilder()
                .setAlias("m")
                .setSource(source)
                .setSelectorName(name)
                .setSelectorDimensions(dimensions)
                .setWindowSeconds(60)
                .setStatistic("avg")
                .setAcross("avg")
                .setLatenessMillis(latenessMillis)
                .setOnMissing("hold")
                .setEarly(false)
                .build();
    }
}
