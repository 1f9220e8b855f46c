package io.plenum.signaling.negotiate;

/// What a participant may do.
public record Rights(boolean publish, boolean subscribe) {
    public static final Rights ALL = new Rights(true, true);

    public Rights and(Rights other) {
        return new Rights(publish && other.publish, subscribe && other.subscribe);
    }
}
