package io.tidegate.deploy.local;

import io.tidegate.deploy.books.Books;
import io.tidegate.deploy.books.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What trouble was made, and the books after it.
 *
 * @param troubles how often each kind was made
 */
public record ChaosReport(SortedMap<String, Integer> troubles, Books books) implements Play.Report {

    /** The books as they are now. */
    static ChaosReport of(Backdrop backdrop, Chaos chaos) {
        var foreign = chaos.foreignRequests();
        var changes = backdrop.aws().ask(cloud -> cloud.effectiveMutations()).stream()
                .flatMap(mutation -> Change.of(mutation).stream())
                .filter(change -> !foreign.contains(change.requestId()))
                .toList();
        var troubles = new TreeMap<String, Integer>();
        chaos.made().forEach((trouble, times) -> troubles.put(trouble.word(), times));
        return new ChaosReport(
                troubles, Books.read(backdrop.access(), backdrop.topics(), backdrop.registry(), changes));
    }

    @Override
    public boolean isSound() {
        return books.balance();
    }

    @Override
    public Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("chaos", troubles);
        json.put("books", books.json());
        return json;
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("chaos    "
                + troubles.entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", ")));
        lines.addAll(books.lines());
        return lines;
    }
}
