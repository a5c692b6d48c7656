package io.tidegate.connectors.provision.call;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.aws.AwsConfig;
import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.Sleeper;
import io.tidegate.connectors.provision.Blueprint;
import io.tidegate.connectors.provision.Change;
import io.tidegate.connectors.provision.ClusterChange;
import io.tidegate.connectors.provision.ClusterProviders;
import io.tidegate.connectors.provision.EventRule;
import io.tidegate.connectors.provision.Group;
import io.tidegate.connectors.provision.GroupChange;
import io.tidegate.connectors.provision.GroupReference;
import io.tidegate.connectors.provision.Home;
import io.tidegate.connectors.provision.Hook;
import io.tidegate.connectors.provision.HookChange;
import io.tidegate.connectors.provision.Kind;
import io.tidegate.connectors.provision.LaunchTemplate;
import io.tidegate.connectors.provision.Plan;
import io.tidegate.connectors.provision.Planner;
import io.tidegate.connectors.provision.Provider;
import io.tidegate.connectors.provision.ProviderChange;
import io.tidegate.connectors.provision.Queue;
import io.tidegate.connectors.provision.QueueChange;
import io.tidegate.connectors.provision.Removal;
import io.tidegate.connectors.provision.Resource;
import io.tidegate.connectors.provision.ResourceId;
import io.tidegate.connectors.provision.RuleChange;
import io.tidegate.connectors.provision.ScalableTarget;
import io.tidegate.connectors.provision.Standing;
import io.tidegate.connectors.provision.Stands;
import io.tidegate.connectors.provision.TargetChange;
import io.tidegate.connectors.provision.TemplateChange;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Brings AWS from what stands to what a file wants. Whatever ends it between two calls, the next run goes on from what stands
 * then. Not for two at the same time.
 */
public final class Provisioner {
    private final Home home;
    private final QueueCalls queues;
    private final RuleCalls rules;
    private final TemplateCalls templates;
    private final GroupCalls groups;
    private final ProviderCalls providers;
    private final TargetCalls targets;
    private final Patience patience;

    private Provisioner(Home home, AwsClients clients, Sleeper sleeper) {
        this.home = home;
        this.queues = new QueueCalls(clients.queues());
        this.rules = new RuleCalls(clients.events());
        this.templates = new TemplateCalls(clients.ec2(), clients.groups());
        this.groups = new GroupCalls(clients.groups());
        this.providers = new ProviderCalls(clients.ecs());
        this.targets = new TargetCalls(clients.scaling());
        this.patience = new Patience(sleeper);
    }

    /**
     * One for the account and region of the clients.
     *
     * @throws ProvisionException when AWS does not say whose the credentials are
     */
    public static Provisioner of(AwsClients clients, AwsConfig config, Sleeper sleeper) {
        try (var identity = clients.identity(config)) {
            var arn = identity.getCallerIdentity().arn().split(":", -1);
            String region =
                    clients.queues().serviceClientConfiguration().region().id();
            return new Provisioner(new Home(arn[1], region, arn[4]), clients, sleeper);
        } catch (SdkException e) {
            throw new ProvisionException("account must be told by sts:GetCallerIdentity, was not: " + text(e), e);
        }
    }

    /**
     * The same with groups launched from templates instead of launch configurations; nothing is changed.
     *
     * @throws ProvisionException when one cannot be read
     * @throws IllegalArgumentException when one says what a template cannot
     */
    public Blueprint converted(Blueprint blueprint) {
        try {
            return blueprint.converted(templates::ofConfiguration);
        } catch (SdkException e) {
            throw new ProvisionException("launch configurations must be readable, were not: " + text(e), e);
        }
    }

    /** What is missing; nothing is changed. */
    public Plan plan(Blueprint blueprint, boolean adopt) {
        return Planner.plan(home, blueprint, read(blueprint), adopt);
    }

    /** What would go; nothing is changed. */
    public Plan removal(Blueprint blueprint, boolean force) {
        return Removal.plan(blueprint, read(blueprint), force);
    }

    /** What stands of what is named. */
    Standing read(Blueprint blueprint) {
        var found = new TreeMap<ResourceId, Stands>();
        for (var resource : blueprint.resources()) {
            boolean canBe =
                    !(resource instanceof Hook hook) || found.containsKey(new ResourceId(Kind.GROUP, hook.group()));
            if (canBe) {
                read(resource).ifPresent(stands -> found.put(stands.id(), stands));
            }
        }
        return new Standing(found);
    }

    private Optional<Stands> read(Resource resource) {
        try {
            return switch (resource) {
                case Queue queue -> queues.read(queue);
                case EventRule rule -> rules.read(rule);
                case LaunchTemplate template -> templates.read(template);
                case Group group -> groups.read(group.id());
                case GroupReference group -> groups.read(group.id());
                case Hook hook -> groups.read(hook);
                case Provider provider -> providers.read(provider);
                case ClusterProviders cluster -> providers.read(cluster);
                case ScalableTarget target -> targets.read(target);
            };
        } catch (SdkException e) {
            throw new ProvisionException("%s must be readable, was not: %s".formatted(resource.id(), text(e)), e);
        }
    }

    /**
     * Makes the changes of a plan, in their order.
     *
     * @throws ProvisionException when one fails
     * @throws IllegalArgumentException when the plan may not be carried out
     */
    public void execute(Plan plan, Progress progress) throws InterruptedException {
        if (!plan.refusals().isEmpty()) {
            throw new IllegalArgumentException("plan must have no refusals, had " + plan.refusals());
        }
        for (int i = 0; i < plan.changes().size(); i++) {
            var change = plan.changes().get(i);
            try {
                make(change);
            } catch (SdkException | IllegalStateException e) {
                throw new ProvisionException(
                        "%s of %s must succeed, did not after %d of %d changes: %s"
                                .formatted(
                                        change.call(),
                                        change.subject(),
                                        i,
                                        plan.changes().size(),
                                        e instanceof SdkException sdk ? text(sdk) : e.getMessage()),
                        e);
            }
            progress.made(change);
        }
    }

    private void make(Change change) throws InterruptedException {
        try {
            patience.call(() -> apply(change));
        } catch (AwsServiceException refusal) {
            if (!change.creates() || !Patience.saysThere(refusal) || differs(change)) {
                throw refusal;
            }
        }
        settle(change);
    }

    private void apply(Change change) {
        switch (change) {
            case QueueChange of -> queues.apply(of);
            case RuleChange of -> rules.apply(of);
            case TemplateChange of -> templates.apply(of);
            case GroupChange of -> groups.apply(of);
            case HookChange of -> groups.apply(of);
            case ProviderChange of -> providers.apply(of);
            case ClusterChange of -> providers.apply(of);
            case TargetChange of -> targets.apply(of);
        }
    }

    // A call whose answer was lost finds its own work when it is repeated; so does one that came second.
    private boolean differs(Change change) {
        var resource = subject(change);
        var stands = read(resource);
        var plan = Planner.plan(
                home,
                new Blueprint(List.of(resource)),
                Standing.of(stands.stream().toList()),
                false);
        return stands.isEmpty() || !plan.differences().isEmpty();
    }

    private static Resource subject(Change change) {
        return switch (change) {
            case QueueChange of -> of.queue();
            case RuleChange of -> of.rule();
            case TemplateChange of -> of.template();
            case GroupChange of -> of.group();
            case HookChange of -> of.hook();
            case ProviderChange of -> of.provider();
            case ClusterChange of -> of.cluster();
            case TargetChange of -> of.target();
        };
    }

    private void settle(Change change) throws InterruptedException {
        switch (change) {
            case ProviderChange.DeleteCapacityProvider delete ->
                patience.until(
                        change.subject().text(),
                        () -> providers.read(delete.provider()).map(_ -> "still there"));
            case ProviderChange of -> patience.until(of.subject().text(), () -> providers.busy(of.provider()));
            case ClusterChange of -> patience.until(of.subject().text(), () -> providers.busy(of.cluster()));
            case QueueChange _, RuleChange _, TemplateChange _, GroupChange _, HookChange _, TargetChange _ -> {}
        }
    }

    private static String text(SdkException e) {
        return AwsFailure.of(e).text();
    }
}
