package io.plenum.core;

/// Why a slot shows the layer that it shows, and no better one.
public enum LayerReason {
    PLAYING_WANTED("The best layer there is is playing."),
    SIZE("A larger layer would be wasted on the size at which it is shown."),
    BANDWIDTH("Your connection does not carry a larger layer at present."),
    PRIORITY("Your connection carries a larger layer, but not beside the pictures that matter more to you."),
    WAITING_FOR_KEY_FRAME("The layer starts as soon as its key frame arrives."),
    PUBLISHER_DOES_NOT_SEND("The publisher does not send the layer that would be shown."),
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
