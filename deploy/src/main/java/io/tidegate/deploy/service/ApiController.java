package io.tidegate.deploy.service;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.tidegate.deploy.role.Readiness;
import io.tidegate.deploy.role.Role.Health;
import io.tidegate.deploy.view.Facts;
import io.tidegate.deploy.view.Json;
import io.tidegate.deploy.view.LiveView;
import java.util.LinkedHashMap;
import java.util.Map;

/** The read-only API. */
@Controller(value = "/v1", produces = MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApiController {
    private final LiveView view;
    private final Readiness readiness;

    ApiController(LiveView view, Readiness readiness) {
        this.view = view;
        this.readiness = readiness;
    }

    @Get("/targets")
    String targets() {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("targets", view.targets().stream().map(Facts::of).toList());
        answer.put("commands", Facts.of(view.commands()));
        answer.put("decisions", view.decisionCount());
        answer.put("deadLetters", view.deadLetterCount());
        answer.put(
                "parts",
                readiness.parts().entrySet().stream().map(ApiController::part).toList());
        return Json.versioned(answer);
    }

    private static Map<String, Object> part(Map.Entry<String, Health> part) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", part.getKey());
        facts.put("up", part.getValue().up());
        facts.put("detail", part.getValue().detail());
        return facts;
    }

    @Get("/policies")
    String policies() {
        return Json.versioned(
                Map.of("policies", view.policies().stream().map(Facts::of).toList()));
    }

    @Get("/decisions")
    String decisions(@QueryValue(defaultValue = "50") int limit) {
        return Json.versioned(Map.of(
                "decisions", view.decisions(limit).stream().map(Facts::of).toList()));
    }
}
