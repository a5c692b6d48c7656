package io.tidegate.connectors.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may send to a queue, and nobody else: the rules that were made for it, and the topics that the file names. */
final class QueuePolicy {
    private static final String VERSION = "2012-10-17";

    private QueuePolicy() {}

    /** The policy as text; empty when nobody may. */
    static Optional<String> of(Queue queue, Home home) {
        var statements = new ArrayList<Map<String, Object>>();
        var rules = queue.rules().stream().map(rule -> home.rule(rule.name())).toList();
        if (!rules.isEmpty()) {
            statements.add(statement("TidegateRules", "events", rules, queue, home));
        }
        if (!queue.topics().isEmpty()) {
            statements.add(statement("TidegateTopics", "sns", queue.topics(), queue, home));
        }
        return statements.isEmpty()
                ? Optional.empty()
                : Optional.of(CanonicalJson.text(Map.of("Version", VERSION, "Statement", statements)));
    }

    // The ARNs name the account: a condition on aws:SourceAccount would say no more.
    private static Map<String, Object> statement(
            String sid, String service, List<String> sources, Queue queue, Home home) {
        return Map.of(
                "Sid",
                sid,
                "Effect",
                "Allow",
                "Principal",
                Map.of("Service", service + ".amazonaws.com"),
                "Action",
                "sqs:SendMessage",
                "Resource",
                home.queue(queue.name()),
                "Condition",
                Map.of("ArnEquals", Map.of("aws:SourceArn", sources)));
    }
}
