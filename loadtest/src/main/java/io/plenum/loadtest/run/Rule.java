package io.plenum.loadtest.run;

/// What every server has to do, whatever bars a user sets: a test in which one is broken has failed.
public enum Rule {
    JOINED("everybody gets in and stays"),
    MEDIA("media arrives"),
    INTACT("packets arrive as they were sent (damaged)"),
    MEMBERS("packets come from others in the room only (strange)"),
    ONCE("packets come once (duplicates)"),
    DECODABLE("a decoder finds nothing wrong (violations)");

    private final String words;

    Rule(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /// How often it was broken.
    public long broken(Result result) {
        return switch (this) {
            case JOINED -> result.failedToJoin();
            case MEDIA -> result.isSilent() ? 1 : 0;
            case INTACT -> result.everything().damaged();
            case MEMBERS -> result.everything().strange();
            case ONCE -> result.everything().duplicates();
            case DECODABLE -> violations(result);
        };
    }

    private static long violations(Result result) {
        return result.checks().stream()
                .mapToLong(check -> check.violations().size())
                .sum();
    }

    public boolean isKeptBy(Result result) {
        return broken(result) == 0;
    }
}
