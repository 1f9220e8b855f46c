package io.plenum.allocate;

import io.plenum.core.Importance;
import io.plenum.core.LayerReason;
import io.plenum.core.Relief;
import java.util.ArrayList;
import java.util.List;

/// Shares what one viewer's link carries among the pictures it shows. A function of the claims, the budget and the
/// time; it keeps nothing but the space it works in.
///
/// 1. Everybody first gets the lowest layer, the more important and the earlier ones before the others. Who finds no
///    room is suspended.
/// 2. What is left raises the most important ones as far as they want, then the next: among equals one step each, round
///    by round.
/// 3. Down at once; up only with a margin, and after a while where the last step up was one too many.
public final class BitrateAllocator {
    /// With a step up, all may take so much of the budget, in percent.
    static final int UP_PERCENT = 88;

    /// What plays goes on until all take so much. More was tried (108), as an estimate near a full link moves by some
    /// percent: it used no more of the link, but made longer queues and less equal shares.
    static final int STAY_PERCENT = 100;

    /// The same of lowest layers: an estimate on a steady link moves by some 5 %, which is to put nobody out.
    static final int LOWEST_STAY_PERCENT = 108;

    /// A shared screen on stage is sent even where its lowest layer takes so many times what the link carries: late is
    /// better than nothing where it is text that must be read. Beyond, it would only be a frozen one.
    static final int OVERSEND = 2;

    /// What plays in its lowest layer goes on for a while until that takes so much of the budget, in percent. After
    /// a false alarm an estimate is 85 % of what was sent, or less: that must not put anybody out. Where the link
    /// is far too narrow the next estimate is lower still ...
    static final int KEEP_PERCENT = 200;

    /// ... and where it is a little too narrow this time is over before its queue is full of what will be late.
    static final long KEEP_NANOS = 2_000_000_000L;

    /// Between two steps up: the estimator must have seen what the first one does to the link.
    static final long RAISE_INTERVAL_NANOS = 1_000_000_000L;

    /// After the link made a slot step down. A key frame each way would otherwise be paid for a moment.
    static final long MIN_HOLD_NANOS = 3_000_000_000L;

    /// A step up that had to be taken back within this time was one too many ...
    static final long PROOF_NANOS = 20_000_000_000L;

    /// ... and the wait doubles, up to this.
    static final long MAX_HOLD_NANOS = 24_000_000_000L;

    /// Where so much is free, in percent of all that is to be sent, or of all that there was before the step that
    /// had to be taken back, that step says nothing: the estimate was wrong for a moment. Then only the first wait
    /// counts.
    static final int CLEAR_PERCENT = 15;

    /// With so many times what there was before the last step up there is nothing to wait for.
    static final int WIDER = 2;

    /// Where even the first picture finds no room it is tried now and then, for so long: on a link over which nothing
    /// goes nothing shows that it has recovered.
    static final long TRIAL_NANOS = 2_000_000_000L;

    /// Each step up begins with a key frame, several pictures' worth at once: those of one moment may add this part of
    /// the link, lest their burst look like a link that is full.
    private static final int RAISED_AT_ONCE = 4;

    private static final Importance[] LEAST_FIRST = Importance.values();

    private final List<Claim> order = new ArrayList<>();
    private final long[] raisedBits = new long[LEAST_FIRST.length];
    private long budget;
    private long spent;
    private long raised;
    private boolean first;
    private boolean isTested;

    /// @param claims those of the viewer, in the order of its wishes
    /// @param bitsPerSecond what there is for all of them
    /// @param tested whether anything was sent yet: the first picture goes out whatever it takes, as nothing else
    ///     can find out what the link carries
    /// @param relief what nobody gets at present, whatever the links carry
    public void allocate(List<Claim> claims, long bitsPerSecond, boolean tested, Relief relief, long nowNanos) {
        budget = Math.max(0, bitsPerSecond);
        spent = 0;
        raised = 0;
        first = true;
        isTested = tested;
        sort(claims);
        for (int i = 0; i < order.size(); i++) {
            begin(order.get(i), relief);
        }
        for (int i = 0; i < order.size(); i++) {
            giveLowest(order.get(i), nowNanos);
        }
        for (int importance = LEAST_FIRST.length - 1; importance >= 0; importance--) {
            raise(LEAST_FIRST[importance]);
        }
        for (int i = 0; i < order.size(); i++) {
            conclude(order.get(i), nowNanos);
        }
        order.clear();
    }

    /// Stable, and nearly sorted from the start.
    private void sort(List<Claim> claims) {
        order.clear();
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            int at = order.size();
            while (at > 0 && order.get(at - 1).importance.compareTo(claim.importance) < 0) {
                at--;
            }
            order.add(at, claim);
        }
    }

    private static void begin(Claim claim, Relief relief) {
        claim.step = Ladder.NOTHING;
        claim.blocked = true;
        claim.covering = Ladder.NOTHING;
        claim.most = Ladder.NOTHING;
        claim.lowest = Ladder.NOTHING;
        claim.current = claim.ladder.find(claim.aimed());
        if (claim.shown() && claim.ladder.size() > 0) {
            claim.covering = claim.ladder.covering(claim.shownHeight, claim.framesPerSecond);
            claim.most = claim.ladder.relieved(claim.covering, relief);
            claim.lowest =
                    claim.most == Ladder.NOTHING ? Ladder.NOTHING : claim.ladder.lowest(claim.most, claim.screen);
        }
    }

    private void giveLowest(Claim claim, long nowNanos) {
        if (claim.lowest == Ladder.NOTHING) {
            return;
        }
        long bits = claim.ladder.bitsPerSecond(claim.lowest);
        boolean fits = fits(spent + bits, lowestPercent(claim));
        claim.crampedNanos = fits ? Claim.ROOMY : Math.min(claim.crampedNanos, nowNanos);
        fits |= isKept(claim, spent + bits, nowNanos) || isOversent(claim, bits);
        boolean mayTry = first && (!isTested || isTried(claim, nowNanos));
        claim.tried = !fits && mayTry;
        if (fits || claim.tried) {
            claim.step = claim.lowest;
            claim.blocked = claim.tried;
            spent += bits;
        }
        first = false;
    }

    private static int lowestPercent(Claim claim) {
        boolean plays = claim.current != Ladder.NOTHING;
        return plays ? LOWEST_STAY_PERCENT : claim.limited ? UP_PERCENT : 100;
    }

    private boolean isKept(Claim claim, long total, long nowNanos) {
        return claim.current != Ladder.NOTHING
                && total <= budget / 100 * KEEP_PERCENT
                && nowNanos - claim.crampedNanos < KEEP_NANOS;
    }

    private static boolean isTried(Claim claim, long nowNanos) {
        return claim.current == Ladder.NOTHING
                ? claim.limited && nowNanos >= claim.doubtNanos
                : claim.tried && nowNanos - claim.raisedNanos < TRIAL_NANOS;
    }

    private boolean isOversent(Claim claim, long bits) {
        return claim.screen && claim.importance == Importance.ON_STAGE && bits / OVERSEND <= budget;
    }

    /// @param percent of the budget
    private boolean fits(long total, int percent) {
        return total <= budget / 100.0 * percent;
    }

    private void raise(Importance importance) {
        boolean raised = true;
        while (raised) {
            raised = false;
            for (int i = 0; i < order.size(); i++) {
                Claim claim = order.get(i);
                if (claim.importance == importance && !claim.blocked) {
                    raised |= raise(claim);
                }
            }
        }
        long bits = 0;
        for (int i = 0; i < order.size(); i++) {
            Claim claim = order.get(i);
            if (claim.importance == importance && claim.step != Ladder.NOTHING) {
                bits += claim.ladder.bitsPerSecond(claim.step) - claim.ladder.bitsPerSecond(claim.lowest);
            }
        }
        raisedBits[importance.ordinal()] = bits;
    }

    private boolean raise(Claim claim) {
        int next = claim.ladder.next(claim.step, claim.most, claim.screen);
        int percent = next > claim.current ? UP_PERCENT : STAY_PERCENT;
        if (next == Ladder.NOTHING || !fits(spent + extra(claim, next), percent)) {
            claim.blocked = true;
            return false;
        }
        spent += extra(claim, next);
        claim.step = next;
        return true;
    }

    private static long extra(Claim claim, int next) {
        return claim.ladder.bitsPerSecond(next) - claim.ladder.bitsPerSecond(claim.step);
    }

    private void conclude(Claim claim, long nowNanos) {
        int best = claim.most == Ladder.NOTHING ? Ladder.NOTHING : claim.ladder.best(claim.most, claim.screen);
        boolean wasLimited = claim.limited;
        boolean early = wasLimited && isEarly(claim, nowNanos);
        if (claim.step > claim.current && (early || isTooMuchAtOnce(claim))) {
            claim.step = held(claim);
        }
        claim.limited = claim.step < best || claim.tried;
        if (claim.step > claim.current) {
            claim.raisedBudget = budget;
        }
        if (claim.step > claim.current && (wasLimited || claim.limited)) {
            claim.raisedNanos = nowNanos;
            claim.raiseNanos = nowNanos + RAISE_INTERVAL_NANOS;
        } else if (claim.step < claim.current && claim.current <= best) {
            hold(claim, nowNanos);
        }
        claim.conclude(best, reason(claim, best));
    }

    private boolean isEarly(Claim claim, long nowNanos) {
        if (budget / WIDER >= claim.raisedBudget) {
            return false;
        }
        boolean clear = budget / (100 + CLEAR_PERCENT) * 100 >= Math.min(spent, claim.raisedBudget);
        return nowNanos < (clear ? claim.raiseNanos : Math.max(claim.raiseNanos, claim.doubtNanos));
    }

    private boolean isTooMuchAtOnce(Claim claim) {
        if (claim.current == Ladder.NOTHING) {
            return false;
        }
        long extra = claim.ladder.bitsPerSecond(claim.step) - claim.ladder.bitsPerSecond(claim.current);
        boolean tooMuch = raised > 0 && raised + extra > budget / RAISED_AT_ONCE;
        raised += tooMuch ? 0 : extra;
        return tooMuch;
    }

    /// What it has, if that is not more than what was planned for it; the difference is left free, so that nobody
    /// else gets used to it.
    private static int held(Claim claim) {
        boolean within = claim.ladder.bitsPerSecond(claim.current) <= claim.ladder.bitsPerSecond(claim.step);
        boolean usable = claim.current == Ladder.NOTHING || claim.ladder.usable(claim.current);
        return within && usable ? claim.current : claim.step;
    }

    private static void hold(Claim claim, long nowNanos) {
        boolean tooMany = nowNanos - claim.raisedNanos < PROOF_NANOS;
        claim.holdNanos = tooMany ? Math.clamp(2 * claim.holdNanos, MIN_HOLD_NANOS, MAX_HOLD_NANOS) : MIN_HOLD_NANOS;
        claim.raiseNanos = nowNanos + MIN_HOLD_NANOS;
        claim.doubtNanos = nowNanos + claim.holdNanos;
    }

    private LayerReason reason(Claim claim, int best) {
        if (!claim.shown()) {
            return LayerReason.HIDDEN;
        }
        if (claim.covering == Ladder.NOTHING) {
            return LayerReason.NOTHING_TO_PLAY;
        }
        if (claim.most == Ladder.NOTHING) {
            return LayerReason.SERVER;
        }
        if (claim.step < best) {
            return isOutranked(claim) ? LayerReason.PRIORITY : LayerReason.BANDWIDTH;
        }
        if (claim.most < claim.covering) {
            return LayerReason.SERVER;
        }
        if (best != claim.most || !claim.ladder.rung(best).available()) {
            return LayerReason.PUBLISHER_DOES_NOT_SEND;
        }
        return claim.ladder.isLargest(claim.most) ? LayerReason.PLAYING_WANTED : LayerReason.SIZE;
    }

    /// Whether the next step would fit if nobody more important had more than the lowest layer.
    private boolean isOutranked(Claim claim) {
        long others = 0;
        for (int above = claim.importance.ordinal() + 1; above < raisedBits.length; above++) {
            others += raisedBits[above];
        }
        int next = claim.ladder.next(claim.step, claim.most, claim.screen);
        return others > 0 && next != Ladder.NOTHING && fits(spent - others + extra(claim, next), UP_PERCENT);
    }
}
