package io.tidegate.streams.policy.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Helps after a word that is not known: the nearest one that is, or all of them. */
final class Suggestion {
    private static final int MAX_LISTED = 30;
    private static final int MAX_LENGTH = 60;

    private Suggestion() {}

    /** Text to end a message with; empty when nothing is near and the words are too many to list. */
    static String of(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate ->
                        word.length() <= MAX_LENGTH && distance(word, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(nearest -> ", did you mean \"%s\"?".formatted(nearest))
                .orElseGet(() -> known.size() > MAX_LISTED ? "" : ", known: " + listed(known));
    }

    private static String listed(Collection<String> known) {
        return known.stream().sorted().collect(Collectors.joining(", "));
    }

    /** Edits between two words, case aside; two letters that changed places are one (optimal string alignment). */
    private static int distance(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int edits(int[][] edits, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
