package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.policy.Metric;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Names that aliases of a service have in a policy, where some cannot be what they were: {@code max} is a function there,
 * {@code running} a built-in, {@code queue-depth} a subtraction. In expressions they are replaced token by token, not in the
 * middle of other names, of placeholders or of comments.
 *
 * @param renamed by alias, only those that change
 */
record AliasNames(Map<String, String> renamed) {
    private static final int LONGEST = 50; // policies take 64, and a number may come
    private static final Pattern NO_LETTER = Pattern.compile("[^A-Za-z0-9_]");
    private static final String NOTHING = "(?!)";
    private static final String NOT_WITHIN_A_WORD = "(?!(?<=[A-Za-z0-9_])[A-Za-z0-9_])";
    private static final String OTHER =
            "%\\([A-Za-z0-9_]*\\)|#[^\\n]*|[A-Za-z_][A-Za-z0-9_]*|[0-9.]+(?:[eE][-+]?[0-9]+)?[A-Za-z0-9_]*|\\s+|.";

    AliasNames {
        renamed = Collections.unmodifiableMap(new LinkedHashMap<>(renamed));
    }

    /** Of all aliases in the sources of a service. */
    static AliasNames of(Part sources) throws UnusableException {
        var aliases = new LinkedHashSet<String>();
        for (Part kind : sources.entriesOrNone().values()) {
            for (Part source : kind.items()) {
                aliases.addAll(MetricSources.aliases(source));
            }
        }
        return of(aliases);
    }

    static AliasNames of(Set<String> aliases) {
        var taken = new LinkedHashSet<>(aliases);
        var renamed = new LinkedHashMap<String, String>();
        for (String alias : aliases) {
            if (!Metric.isAlias(alias)) {
                String name = free(alias, taken);
                taken.add(name);
                renamed.put(alias, name);
            }
        }
        return new AliasNames(renamed);
    }

    private static String free(String alias, Set<String> taken) {
        String name = NO_LETTER.matcher(alias).replaceAll("_");
        name = name.substring(0, Math.min(name.length(), LONGEST));
        String start = name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
        return Stream.concat(
                        Stream.of(start, start + "_"),
                        IntStream.iterate(2, i -> i + 1).mapToObj(i -> start + "_" + i))
                .filter(free -> Metric.isAlias(free) && !taken.contains(free))
                .findFirst()
                .orElseThrow();
    }

    /** The name that an alias has in a policy. */
    String of(String alias) {
        return renamed.getOrDefault(alias, alias);
    }

    /** An expression that calls aliases by these names. */
    String in(String expression) {
        var text = new StringBuilder();
        boolean operandBefore = false;
        for (MatchResult token :
                (Iterable<MatchResult>) tokens().matcher(expression).results()::iterator) {
            String word = token.group();
            boolean alias = token.group(1) != null && isName(word, operandBefore, expression.substring(token.end()));
            text.append(alias ? of(word) : word);
            operandBefore = word.isBlank() ? operandBefore : alias || endsOperand(word);
        }
        return text.toString();
    }

    // The longest alias first, which "queue-depth" is where "queue" is one as well. A blank one stands nowhere.
    private Pattern tokens() {
        String aliases = renamed.keySet().stream()
                .filter(alias -> !alias.isBlank())
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        String own = aliases.isEmpty() ? NOTHING : "(?:%s)%s".formatted(aliases, NOT_WITHIN_A_WORD);
        return Pattern.compile("(%s)|%s".formatted(own, OTHER), Pattern.DOTALL);
    }

    /** Whether a word that is an alias stands for it here, and is not what the language has it for. */
    private static boolean isName(String word, boolean operandBefore, String after) {
        return switch (word) {
            case "and", "or" -> !operandBefore;
            case "not" -> !after.matches("(?s)\\s*[-+A-Za-z0-9_.(\\[].*");
            default -> !(Expression.isReserved(word) && after.stripLeading().startsWith("("));
        };
    }

    private static boolean endsOperand(String word) {
        char last = word.charAt(word.length() - 1);
        boolean operator = word.equals("and") || word.equals("or") || word.equals("not");
        return !operator && !word.startsWith("#") && (Character.isLetterOrDigit(last) || "_.)]".indexOf(last) >= 0);
    }
}
