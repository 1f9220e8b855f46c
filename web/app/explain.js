// @ts-check
import { rate } from './quality.js';

/** @typedef {import('../sdk/types.js').SlotQuality} SlotQuality */
/** @typedef {import('../sdk/types.js').LinkQuality} LinkQuality */

/** What those can do whose own network is the reason. */
const NEARER = 'A cable or a stronger Wi-Fi may help.';

/**
 * Why a picture is as it is, for the person in front of it: in a list there is room for a few words, and who asks gets
 * the sentence, with the figure, and with what can be done where something can. One entry for each reason of
 * docs/protocol.md.
 *
 * @type {Record<string, {brief: string, say: (slot: SlotQuality, link: LinkQuality, name: string) => string}>}
 */
const PICTURE = {
  'playing-wanted': { brief: 'as good as it gets', say: () => 'This is the best picture there is.' },
  size: { brief: 'right for its size', say: () => 'A larger picture would not look better at this size.' },
  bandwidth: {
    brief: 'limited by your connection',
    say: (_, link) => `${carries(link)}: too little for a larger picture. ${NEARER}`,
  },
  priority: {
    brief: 'others come first',
    say: (_, link) => `${carries(link)}, and what is pinned or shared comes first. Pin this picture to see it better.`,
  },
  server: {
    brief: 'the server is too busy',
    say: () => 'The server has too much to do to send a larger picture. It will as soon as it can.',
  },
  'waiting-for-key-frame': {
    brief: 'about to start',
    say: ({ sent }) => (sent ? 'A better picture is on its way.' : 'The picture is about to start.'),
  },
  'publisher-does-not-send': {
    brief: 'nothing larger is sent',
    say: ({ sent }, _, name) =>
      sent ? `${name} sends no more than ${sent.height}p now.` : `${name} sends no picture now.`,
  },
  receiver: {
    brief: 'as good as your browser takes',
    say: ({ sent }, _, name) =>
      `${name} sends a larger picture in a form that your browser does not take${sent ? `: you see ${sent.height}p` : ''}.`,
  },
  hidden: { brief: 'hidden', say: () => 'This picture is hidden here.' },
  'nothing-to-play': { brief: 'no picture', say: () => 'There is no picture to show.' },
};

/**
 * What keeps the link from carrying more: one entry for each limit.
 *
 * @type {Record<string, (link: LinkQuality) => string>}
 */
const LINK = {
  starting: () => 'Your connection is new: how much it carries is being found out.',
  probing: (link) => `${carries(link)}. Whether it carries more is being tried.`,
  application: () => 'Your connection carries all that you look at.',
  delay: (link) => `${carries(link)} and is full. Other downloads may take their share, or the Wi-Fi is weak.`,
  loss: ({ loss }) => `Your connection loses ${percent(loss)} of what is sent to you. ${NEARER}`,
  queue: ({ queueMs }) =>
    `What is sent to you is held up on its way for ${queueMs} ms: less is sent until that is over.`,
  receiver: ({ estimate }) => `Your browser asks for no more than ${rate(estimate)}.`,
  silence: () => 'The server has not heard from your browser for a while. Check your network.',
  maximum: ({ estimate }) => `The server sends no more than ${rate(estimate)} to one person.`,
};

/**
 * What keeps the own camera's picture small for the others: in the words of `getStats`, as only the own browser knows.
 *
 * @type {Record<string, (sendable: number | null) => string>}
 */
const OWN = {
  bandwidth: (sendable) =>
    `Your connection sends ${sendable ? `about ${rate(sendable)}` : 'little'}: too little for a larger picture of you. ` +
    'With the camera off, your voice has it all.',
  cpu: () => 'Your computer is too busy for a larger picture of you. Other programs and tabs may be the reason.',
};

/** For each reason and limit that can be explained. */
export const REASONS = Object.keys(PICTURE);
export const LIMITS = Object.keys(LINK);

/** @param {SlotQuality} slot */
export function briefly({ reason, sentence }) {
  return PICTURE[reason]?.brief ?? sentence;
}

/**
 * A word that is newer than this page is explained by the server.
 *
 * @param {SlotQuality} slot
 * @param {LinkQuality} link
 * @param {string} name whose picture it is
 */
export function whyPicture(slot, link, name) {
  return PICTURE[slot.reason]?.say(slot, link, name) ?? slot.sentence;
}

/** @param {LinkQuality} link */
export function whyLink(link) {
  return LINK[link.limit]?.(link) ?? link.sentence;
}

/**
 * The own picture as it is sent: how large, and why no larger.
 *
 * @param {import('../sdk/stats.js').MeetingStats} stats
 * @returns {{figures: string, reason: string | null} | null} null while none is sent
 */
export function ownPicture({ outbound, sendableBitrate }) {
  const sent = outbound.filter(({ kind, active, fps }) => kind === 'video' && active && fps > 0);
  if (sent.length === 0) return null;
  const { height, fps, limitedBy } = sent.reduce((a, b) => (b.height > a.height ? b : a));
  return { figures: `${height}p · ${Math.round(fps)} frames/s`, reason: OWN[limitedBy]?.(sendableBitrate) ?? null };
}

/** @param {number} share 0 to 1 */
export function percent(share) {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}

/** @param {LinkQuality} link */
function carries({ estimate }) {
  return estimate > 0 ? `Your connection carries about ${rate(estimate)}` : 'Your connection carries little';
}
