// @ts-check

/** @typedef {import('../sdk/types.js').SlotQuality} SlotQuality */
/** @typedef {import('../sdk/types.js').LinkQuality} LinkQuality */

/** Reasons for which nothing better would be seen. */
const CONTENT = new Set(['playing-wanted', 'size', 'hidden', 'nothing-to-play']);

/** Above this a conversation suffers, and below it nobody notices what is repaired. */
const LOSS_FELT = 0.03;
const LOSS_BAD = 0.1;

/** A round trip from which on people talk at the same time. */
const ROUND_TRIP_FELT_MS = 400;

/** Limits that are the link's fault. */
const NARROW = new Set(['delay', 'loss', 'queue', 'receiver', 'silence']);

/** When less than this part of what is wanted gets through, pictures are visibly poor. */
const POOR_SHARE = 0.4;

/**
 * A sender's browser leaves out the largest picture when its own link or processor is busy, and at first until it trusts
 * them. That is worth a word only when what is left of the picture is so much smaller.
 */
const SENDER_SAVES = 2;

/**
 * Whether a picture is worse than it should be, for a reason that its viewer can know.
 *
 * @param {SlotQuality | null} slot
 * @returns {slot is SlotQuality}
 */
export function isLacking(slot) {
  if (!slot?.track || !slot.wanted || CONTENT.has(slot.reason)) return false;
  if (slot.reason !== 'publisher-does-not-send' || !slot.sent) return true;
  return slot.sent.height * SENDER_SAVES < slot.wanted.height;
}

/** What arrives, of what would fit: `360p of 720p · 480 kbit/s`. @param {SlotQuality} slot */
export function figures({ wanted, sent }) {
  if (!sent) return wanted ? `Nothing yet of ${wanted.height}p` : 'Nothing';
  const size = wanted && wanted.height > sent.height ? `${sent.height}p of ${wanted.height}p` : `${sent.height}p`;
  const fewer = wanted && wanted.height === sent.height && wanted.temporal > sent.temporal ? ['fewer frames'] : [];
  return [size, ...fewer, ...(sent.bitrate > 0 ? [rate(sent.bitrate)] : [])].join(' · ');
}

/** @param {number} bitsPerSecond */
export function rate(bitsPerSecond) {
  if (bitsPerSecond < 999_500) return `${Math.round(bitsPerSecond / 1_000)} kbit/s`;
  return `${(bitsPerSecond / 1_000_000).toFixed(1)} Mbit/s`;
}

/**
 * How the link does, in a word.
 *
 * @param {LinkQuality} link
 * @returns {'new' | 'good' | 'fair' | 'poor'}
 */
export function levelOf({ limit, estimate, sent, wanted, loss, roundTripMs }) {
  if (limit === 'starting') return 'new';
  const tried = limit === 'probing' && estimate < wanted;
  const narrow = (tried || NARROW.has(limit)) && sent < wanted;
  if (limit === 'silence' || loss >= LOSS_BAD || (narrow && sent < wanted * POOR_SHARE)) return 'poor';
  return narrow || loss >= LOSS_FELT || roundTripMs >= ROUND_TRIP_FELT_MS ? 'fair' : 'good';
}
