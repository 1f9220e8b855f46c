// @ts-check

/**
 * @typedef {object} Inbound what arrived in one slot
 * @property {string} mid
 * @property {'audio' | 'video'} kind
 * @property {number} bytes
 * @property {number} packets
 * @property {number} lost
 * @property {number} jitterMs
 * @property {number} frames decoded so far
 * @property {number} width
 * @property {number} height
 * @property {number} fps
 * @property {number} freezes
 *
 * @typedef {object} Outbound what was sent of one own track
 * @property {string} mid
 * @property {'audio' | 'video'} kind
 * @property {number} bytes
 * @property {number} packets
 * @property {number} resent
 * @property {number} width
 * @property {number} height
 * @property {number} fps
 * @property {boolean} active false while nobody watches this size
 * @property {string} limitedBy `cpu`, `bandwidth`, `other` or `none`
 *
 * @typedef {object} MeetingStats totals since the beginning of the peer connection
 * @property {number | null} roundTripMs
 * @property {number | null} sendableBitrate
 * @property {Inbound[]} inbound
 * @property {Outbound[]} outbound
 */

/**
 * The few numbers of a `getStats` report that an application shows.
 *
 * @param {RTCStatsReport} report
 * @returns {MeetingStats}
 */
export function summarize(report) {
  const all = /** @type {any[]} */ ([...report.values()]);
  const pair = pathOf(all);
  return {
    roundTripMs: pair?.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1000,
    sendableBitrate: pair?.availableOutgoingBitrate ?? null,
    inbound: all.filter((entry) => entry.type === 'inbound-rtp').map(inbound),
    outbound: all.filter((entry) => entry.type === 'outbound-rtp').map(outbound),
  };
}

/** Of several nominated paths one is used; some browsers do not say which. @param {any[]} all */
function pathOf(all) {
  const used = all.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
  const pairs = all.filter(
    ({ type, nominated, state }) => type === 'candidate-pair' && nominated && state === 'succeeded',
  );
  return pairs.find(({ id }) => id === used) ?? pairs[0];
}

/** @param {any} entry @returns {Inbound} */
function inbound(entry) {
  return {
    mid: entry.mid ?? '',
    kind: entry.kind,
    bytes: entry.bytesReceived ?? 0,
    packets: entry.packetsReceived ?? 0,
    lost: entry.packetsLost ?? 0,
    jitterMs: (entry.jitter ?? 0) * 1000,
    frames: entry.framesDecoded ?? 0,
    width: entry.frameWidth ?? 0,
    height: entry.frameHeight ?? 0,
    fps: entry.framesPerSecond ?? 0,
    freezes: entry.freezeCount ?? 0,
  };
}

/** @param {any} entry @returns {Outbound} */
function outbound(entry) {
  return {
    mid: entry.mid ?? '',
    kind: entry.kind,
    bytes: entry.bytesSent ?? 0,
    packets: entry.packetsSent ?? 0,
    resent: entry.retransmittedPacketsSent ?? 0,
    width: entry.frameWidth ?? 0,
    height: entry.frameHeight ?? 0,
    fps: entry.framesPerSecond ?? 0,
    active: entry.active ?? true,
    limitedBy: entry.qualityLimitationReason ?? 'none',
  };
}
