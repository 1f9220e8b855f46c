package io.plenum.sim;

/// An audio slot: every packet is playable; those of one microphone come in their order.
final class OpusChecker implements PayloadChecker {
    private final PlayLog log;
    private final Violations violations;
    private long track = -1;
    private long frame;

    OpusChecker(PlayLog log, Violations violations) {
        this.log = log;
        this.violations = violations;
    }

    @Override
    public void accept(Arrived packet, long nowNanos) {
        MediaStamp.read(packet.payload(), 1)
                .ifPresentOrElse(
                        stamp -> play(stamp, nowNanos), () -> violations.add(nowNanos, "damaged audio payload"));
    }

    private void play(MediaStamp stamp, long nowNanos) {
        if (stamp.track() == track && stamp.frame() <= frame) {
            violations.add(nowNanos, "audio frame " + stamp.frame() + " after " + frame);
        }
        track = stamp.track();
        frame = stamp.frame();
        log.add(new Shown(nowNanos, track, frame, false, stamp.captureNanos()));
    }

    @Override
    public boolean isStuck() {
        return false;
    }
}
