package io.plenum.forward;

/// Which layer of its track a subscriber sees, and when it may change: only where a decoder can begin.
///
/// While a change is waited for, the old layer goes on; a decision is a value and changes nothing until [#switched].
public final class LayerSelector {
    public static final int NONE = -1;

    private int current = NONE;
    private int target = NONE;

    /// Nothing of what was shown goes on: another track plays, or the stream began anew.
    public void restart(int layer) {
        current = NONE;
        target = layer;
    }

    public void aim(int layer) {
        target = layer;
    }

    /// The receiver's link does not carry the layer it has: nothing goes on until the target begins.
    public void leave() {
        current = NONE;
    }

    /// @param isBelow whether the packet's layer is of a lower quality than the target
    /// @param startsHere whether a decoder that has seen nothing can begin with this packet
    public Verdict select(int layer, boolean isBelow, boolean startsHere) {
        if (layer == current) {
            return Verdict.FORWARD;
        }
        // Any picture up to the wanted one is better than none.
        boolean better = layer == target || (current == NONE && isBelow);
        return better && startsHere ? Verdict.SWITCH : Verdict.DROP;
    }

    /// The receiver has the beginning of this layer.
    public void switched(int layer) {
        current = layer;
    }

    /// Whether a key frame of [#target] is needed.
    public boolean waiting() {
        return current != target;
    }

    public int current() {
        return current;
    }

    public int target() {
        return target;
    }
}
