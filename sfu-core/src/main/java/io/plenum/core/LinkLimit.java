package io.plenum.core;

/// What keeps the rate to a subscriber from being higher.
public enum LinkLimit {
    STARTING("The connection is new: how much it carries is being found out."),
    PROBING("More is being tried."),
    APPLICATION("Nothing more is wanted."),
    DELAY("The connection is full: more would arrive late."),
    LOSS("The connection loses packets: more would lose more."),
    QUEUE("Something on the way holds packets back."),
    RECEIVER("The receiver itself has named this limit."),
    SILENCE("The receiver has not been heard of for a while."),
    MAXIMUM("The server sends no more than this to one participant.");

    private final String sentence;

    LinkLimit(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
