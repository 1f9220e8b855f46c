package io.plenum.core;

/// Why a slot shows the layer that it shows, and no better one.
public enum LayerReason {
    PLAYING_WANTED("The best picture there is is playing."),
    SIZE("A larger picture would be wasted on the size at which it is shown."),
    BANDWIDTH("Your connection does not carry a larger picture at present."),
    PRIORITY("Your connection carries a larger picture, but not beside those that matter more to you."),
    SERVER("The server has too much to do to send a larger picture at present."),
    WAITING_FOR_KEY_FRAME("The picture starts as soon as one arrives that stands by itself (a key frame)."),
    PUBLISHER_DOES_NOT_SEND("A larger picture is not being sent."),
    RECEIVER("Your browser did not agree to what it takes to put a larger picture together."),
    HIDDEN("The viewer has hidden it."),
    NOTHING_TO_PLAY("Nobody's track is assigned to the slot.");

    private final String sentence;

    LayerReason(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
