// @ts-check

/** @typedef {import('../sdk/types.js').Participant} Participant */
/** @typedef {import('../sdk/types.js').Source} Source */

/**
 * The track that can be seen or heard at the moment, if any.
 *
 * @param {Participant} participant
 * @param {Source} source
 */
export function liveTrack(participant, source) {
  return participant.tracks.find((track) => track.source === source && !track.muted) ?? null;
}

/** Who has no microphone is as good as muted. @param {Participant} participant @param {Source} source */
export function isMuted(participant, source) {
  return liveTrack(participant, source) === null;
}
