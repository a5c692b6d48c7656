package io.tidegate.deploy.whatif.report;

/** How a measure differs from that of the baseline, in words and not by colour alone. */
record Difference(String text, Verdict verdict) {
    static final Difference NONE = new Difference("same", Verdict.NEITHER);

    /** Whether one would rather have it. */
    enum Verdict {
        BETTER("better"),
        WORSE("worse"),
        NEITHER("");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    String words() {
        return verdict.word().isEmpty() ? text : text + " " + verdict.word();
    }
}
