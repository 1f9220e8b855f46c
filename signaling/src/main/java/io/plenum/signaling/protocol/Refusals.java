package io.plenum.signaling.protocol;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// What a client is told when something goes wrong that is not its fault.
public final class Refusals {
    private static final Logger LOG = System.getLogger(Refusals.class.getName());

    private Refusals() {}

    /// A refusal as it is; anything else is a bug, which is logged and told by its reference only.
    public static Refusal of(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        String reference =
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.log(Level.ERROR, "internal error " + reference, failure);
        return new Refusal(ErrorCode.INTERNAL, "internal error, reference " + reference);
    }
}
