package io.plenum.loadtest.run;

/// Who is told how a load test goes on.
public interface Progress {
    Progress NONE = new Progress() {};

    default void phase(String what) {}

    default void sample(Sample sample) {}

    default void step(Step step) {}
}
