package io.tidegate.deploy.whatif.price;

import io.tidegate.deploy.whatif.price.Prices.Rule;
import io.tidegate.streams.policy.file.Problem;
import io.tidegate.streams.policy.file.YamlDocument;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a price table, strictly: a key that is not known is a problem. */
public final class PriceReader {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final List<Problem> problems = new ArrayList<>();
    private final String file;

    /**
     * What was read.
     *
     * @param prices empty after a problem
     */
    public record Parsed(Optional<Prices> prices, List<Problem> problems) {}

    private PriceReader(String file) {
        this.file = file;
    }

    /** Reads a file that holds one table. */
    public static Parsed read(String file, String text) {
        var reader = new PriceReader(file);
        var contents = YamlDocument.read(file, text);
        contents.problem().ifPresent(reader.problems::add);
        Optional<Prices> prices = Optional.empty();
        if (contents.problem().isEmpty() && contents.documents().size() == 1) {
            prices = Optional.of(reader.prices(contents.documents().getFirst().root()));
        } else if (contents.problem().isEmpty()) {
            reader.problems.add(new Problem(
                    file,
                    1,
                    1,
                    "file must hold one document, was %d"
                            .formatted(contents.documents().size())));
        }
        return new Parsed(reader.problems.isEmpty() ? prices : Optional.empty(), List.copyOf(reader.problems));
    }

    private Prices prices(Node root) {
        var table = new Table(file, "", root, problems);
        table.required("apiVersion").ifPresent(it -> it.oneOf(Set.of("tidegate/v1")));
        table.required("kind").ifPresent(it -> it.oneOf(Set.of("Prices")));
        var currency = table.required("currency").flatMap(it -> it.matching("a currency such as USD", CURRENCY));
        var asOf = table.required("asOf").flatMap(this::date);
        var source = table.required("source").flatMap(Entry::text);
        var rates = table.get("rates").map(this::rates).orElse(Rates.AWS);
        if (!table.has("rates") && !currency.orElse(Prices.DEFAULT.currency()).equals(Prices.DEFAULT.currency())) {
            table.problem("rates must be given where currency is not %s, was absent with %s"
                    .formatted(Prices.DEFAULT.currency(), currency.orElseThrow()));
        }
        var rules = new ArrayList<Rule>();
        table.get("units")
                .ifPresent(units -> units.items().forEach(it -> rule(it, rates).ifPresent(rules::add)));
        table.refuseOthers();
        return new Prices(currency.orElse(""), asOf.orElse(Prices.DEFAULT_AS_OF), source.orElse(""), rates, rules);
    }

    private Optional<LocalDate> date(Entry entry) {
        return entry.text().flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException _) {
                entry.wrong("a date such as 2026-05-04", "\"" + text + "\"");
                return Optional.empty();
            }
        });
    }

    private Rates rates(Entry entry) {
        var table = entry.table();
        double vcpu = table.required("vcpuHour").flatMap(Entry::amount).orElse(0.0);
        double memory = table.required("gbHour").flatMap(Entry::amount).orElse(0.0);
        var instances = new TreeMap<String, Double>();
        table.get("instances")
                .ifPresent(types -> types.table()
                        .all()
                        .forEach((type, price) -> price.amount().ifPresent(amount -> instances.put(type, amount))));
        table.refuseOthers();
        return new Rates(vcpu, memory, instances);
    }

    private Optional<Rule> rule(Entry entry, Rates rates) {
        var table = entry.table();
        var target = table.required("target").flatMap(Entry::text);
        var perHour = table.get("perHour").flatMap(Entry::amount).map(amount -> new Price(amount, "as the file says"));
        var instance = table.get("instance").flatMap(type -> instance(type, rates));
        var vcpu = table.get("vcpu").flatMap(Entry::amount);
        var memory = table.get("memoryGb").flatMap(Entry::amount);
        int ways = (table.has("perHour") ? 1 : 0)
                + (table.has("instance") ? 1 : 0)
                + (table.has("vcpu") || table.has("memoryGb") ? 1 : 0);
        if (ways != 1 || table.has("vcpu") != table.has("memoryGb")) {
            table.problem("%s must have one of perHour, instance, or vcpu with memoryGb, was %s"
                    .formatted(entry.path(), String.join(", ", table.all().keySet())));
        }
        table.refuseOthers();
        var task = vcpu.flatMap(cpus -> memory.map(gb -> rates.task(cpus, gb)));
        return target.flatMap(text -> perHour.or(() -> instance).or(() -> task).map(price -> new Rule(text, price)));
    }

    private static Optional<Price> instance(Entry entry, Rates rates) {
        return entry.text().flatMap(type -> {
            var price = rates.instance(type);
            if (price.isEmpty()) {
                entry.wrong("one of " + String.join(", ", rates.instances().keySet()), type);
            }
            return price;
        });
    }
}
