package io.tidegate.connectors.emulator;

import static io.tidegate.connectors.emulator.Subject.BATCH;
import static io.tidegate.connectors.emulator.Subject.PROVIDER;
import static io.tidegate.connectors.emulator.Subject.SERVICE;
import static io.tidegate.connectors.emulator.Subject.WEB;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.target.Draining;
import io.tidegate.connectors.executor.target.EcsServices;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Resource;

/** What sources and executor ask of ECS. */
final class EcsProbes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Target.EcsService API = (Target.EcsService) Target.parse("ecs/web/api");
    private static final String NO_INSTANCE =
            "arn:aws:ecs:us-east-1:123456789012:container-instance/batch/00000000000000000000000000000000";
    private static final String NO_TASK =
            "arn:aws:ecs:us-east-1:123456789012:task/web/00000000000000000000000000000000";

    private EcsProbes() {}

    static List<Probe> reads() {
        return List.of(
                new Probe("DescribeClusters", EcsProbes::clusters),
                new Probe("DescribeClusters, unknown", EcsProbes::noCluster),
                new Probe("ListServices", EcsProbes::serviceNames),
                new Probe(
                        "ListServices, unknown cluster",
                        subject -> Facts.of(
                                "services",
                                subject.clients()
                                        .ecs()
                                        .listServices(request -> request.cluster("none"))
                                        .serviceArns())),
                new Probe("DescribeServices", subject -> service(subject, WEB, SERVICE)),
                new Probe("DescribeServices, unknown", subject -> service(subject, WEB, "none")),
                new Probe("DescribeServices, unknown cluster", subject -> service(subject, "none", SERVICE)),
                new Probe("DescribeTaskDefinition", EcsProbes::definition),
                new Probe(
                        "DescribeTaskDefinition, unknown",
                        subject -> Facts.of(
                                "family",
                                subject.clients()
                                        .ecs()
                                        .describeTaskDefinition(request -> request.taskDefinition("none:7"))
                                        .taskDefinition()
                                        .family())),
                new Probe("ListTasks", EcsProbes::tasks),
                new Probe(
                        "DescribeTasks, unknown",
                        subject -> failures(subject.clients()
                                .ecs()
                                .describeTasks(request -> request.cluster(WEB).tasks(NO_TASK))
                                .failures())),
                new Probe(
                        "ListContainerInstances",
                        subject ->
                                Facts.of("count", subject.containerInstances().size())),
                new Probe(
                        "ListContainerInstances, unknown cluster",
                        subject -> Facts.of(
                                "count",
                                subject.clients()
                                        .ecs()
                                        .listContainerInstances(request -> request.cluster("none"))
                                        .containerInstanceArns()
                                        .size())),
                new Probe("DescribeContainerInstances", EcsProbes::instance),
                new Probe(
                        "DescribeContainerInstances, unknown",
                        subject -> failures(subject.clients()
                                .ecs()
                                .describeContainerInstances(
                                        request -> request.cluster(BATCH).containerInstances(NO_INSTANCE))
                                .failures())),
                new Probe("DescribeCapacityProviders", EcsProbes::provider),
                new Probe(
                        "DescribeCapacityProviders, unknown",
                        subject -> failures(subject.clients()
                                .ecs()
                                .describeCapacityProviders(request -> request.capacityProviders("none"))
                                .failures())));
    }

    static List<Probe> changes() {
        return List.of(
                new Probe("UpdateService", subject -> updated(subject, API, 4)),
                new Probe("UpdateService, seen", subject -> observed(subject, API)),
                new Probe("UpdateService, to none", subject -> updated(subject, API, 0)),
                new Probe("UpdateService, to none, seen", subject -> observed(subject, API)),
                new Probe("UpdateService, unknown", subject -> updated(subject, ecs("ecs/web/none"), 1)),
                new Probe("UpdateService, unknown cluster", subject -> updated(subject, ecs("ecs/none/api"), 1)),
                new Probe("UpdateContainerInstancesState", EcsProbes::drained),
                new Probe("UpdateContainerInstancesState, seen", EcsProbes::drainingSeen),
                new Probe("UpdateContainerInstancesState, again", EcsProbes::drained),
                new Probe("UpdateContainerInstancesState, unknown", EcsProbes::noneDrained));
    }

    private static Facts clusters(Subject subject) {
        var facts = Facts.of("failures", "none");
        for (Cluster cluster : subject.clients()
                .ecs()
                .describeClusters(request -> request.clusters(WEB, BATCH))
                .clusters()) {
            facts = facts.and(cluster.clusterName() + ".status", cluster.status())
                    .and(cluster.clusterName() + ".providers", cluster.capacityProviders())
                    .and(
                            cluster.clusterName() + ".arn",
                            cluster.clusterArn().endsWith("cluster/" + cluster.clusterName()));
        }
        return facts;
    }

    private static Facts noCluster(Subject subject) {
        return failures(subject.clients()
                .ecs()
                .describeClusters(request -> request.clusters("none"))
                .failures());
    }

    private static Facts serviceNames(Subject subject) {
        return Facts.of(
                "services",
                subject
                        .clients()
                        .ecs()
                        .listServices(request -> request.cluster(WEB).maxResults(100))
                        .serviceArns()
                        .stream()
                        .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                        .toList());
    }

    private static Facts service(Subject subject, String cluster, String name) {
        var answer = subject.clients()
                .ecs()
                .describeServices(request -> request.cluster(cluster).services(name));
        var facts = failures(answer.failures());
        for (var service : answer.services()) {
            facts = facts.and("name", service.serviceName())
                    .and("status", service.status())
                    .and("desired", service.desiredCount())
                    .and("running", service.runningCount())
                    .and("pending", service.pendingCount())
                    .and(
                            "deployments",
                            service.deployments().stream()
                                    .map(deployment -> deployment.status())
                                    .toList());
        }
        return facts;
    }

    private static Facts definition(Subject subject) {
        var arn = subject.clients()
                .ecs()
                .describeServices(request -> request.cluster(WEB).services(SERVICE))
                .services()
                .getFirst()
                .taskDefinition();
        var definition = subject.clients()
                .ecs()
                .describeTaskDefinition(request -> request.taskDefinition(arn))
                .taskDefinition();
        return Facts.of("cpu", definition.cpu())
                .and("memory", definition.memory())
                .and("networkMode", definition.networkMode())
                .and("containers", definition.containerDefinitions().size())
                .and("arn", definition.taskDefinitionArn().equals(arn));
    }

    private static Facts tasks(Subject subject) {
        var arns = subject.clients()
                .ecs()
                .listTasks(request -> request.cluster(WEB)
                        .desiredStatus(DesiredStatus.RUNNING)
                        .maxResults(100))
                .taskArns();
        var facts = Facts.of("count", arns.size());
        if (arns.isEmpty()) {
            return facts;
        }
        var tasks = subject.clients()
                .ecs()
                .describeTasks(request -> request.cluster(WEB).tasks(arns))
                .tasks();
        return facts.and(
                        "groups",
                        tasks.stream().map(task -> task.group()).distinct().toList())
                .and(
                        "statuses",
                        tasks.stream().map(task -> task.lastStatus()).distinct().toList());
    }

    private static Facts instance(Subject subject) {
        var arns = subject.containerInstances();
        var instances = subject.clients()
                .ecs()
                .describeContainerInstances(request -> request.cluster(BATCH).containerInstances(arns))
                .containerInstances();
        var facts = Facts.of("count", instances.size());
        for (var instance : instances) {
            facts = facts.and("status", instance.status())
                    .and("connected", instance.agentConnected())
                    .and("running", instance.runningTasksCount())
                    .and("pending", instance.pendingTasksCount())
                    .and("ofGroup", subject.instances().contains(instance.ec2InstanceId()))
                    .and("registered", names(instance.registeredResources()))
                    .and("remaining", names(instance.remainingResources()));
        }
        return facts;
    }

    // Which kinds are told, not how much: that is the machine's.
    private static List<String> names(List<Resource> resources) {
        return resources.stream()
                .map(Resource::name)
                .filter(name -> List.of("CPU", "MEMORY").contains(name))
                .sorted()
                .toList();
    }

    private static Facts provider(Subject subject) {
        var facts = Facts.of("failures", "none");
        for (var provider : subject.clients()
                .ecs()
                .describeCapacityProviders(request -> request.capacityProviders(PROVIDER))
                .capacityProviders()) {
            var group = provider.autoScalingGroupProvider();
            facts = facts.and("name", provider.name())
                    .and("status", provider.status())
                    .and("group", group.autoScalingGroupArn().replaceFirst(".*autoScalingGroupName/", ""))
                    .and("scaling", group.managedScaling().status())
                    .and("target", group.managedScaling().targetCapacity())
                    .and("draining", group.managedDraining());
        }
        return facts;
    }

    private static Facts updated(Subject subject, Target.EcsService target, int desired) {
        new EcsServices(subject.clients().ecs(), PATIENCE).apply(target, new Order.SetCapacity(desired));
        return Facts.accepted();
    }

    private static Facts observed(Subject subject, Target.EcsService target) {
        return Facts.of("observed", new EcsServices(subject.clients().ecs(), PATIENCE).observe(target));
    }

    private static Facts drained(Subject subject) {
        return drained(subject, subject.containerInstances().getFirst());
    }

    private static Facts noneDrained(Subject subject) {
        return drained(subject, NO_INSTANCE);
    }

    private static Facts drained(Subject subject, String arn) {
        var answer = new Draining(subject.clients().ecs(), PATIENCE)
                .apply((Target.Instance) Target.parse("instance/i-1"), new Order.DrainInstance(BATCH, arn));
        return Facts.of("answer", answer.getClass().getSimpleName());
    }

    private static Facts drainingSeen(Subject subject) {
        var statuses = new ArrayList<String>();
        subject.clients()
                .ecs()
                .describeContainerInstances(
                        request -> request.cluster(BATCH).containerInstances(subject.containerInstances()))
                .containerInstances()
                .forEach(instance -> statuses.add(instance.status()));
        return Facts.of("statuses", statuses.stream().sorted().toList());
    }

    private static Facts failures(List<Failure> failures) {
        return Facts.of("failures", failures.stream().map(Failure::reason).toList());
    }

    private static Target.EcsService ecs(String text) {
        return (Target.EcsService) Target.parse(text);
    }
}
