// @ts-check
import { kindOf } from './types.js';

/** @typedef {import('./types.js').Source} Source */

/** What a camera's picture of 1280×720 needs to look good. */
const BITRATE_720P = 1_700_000;
const AREA_720P = 1280 * 720;

/** Half the size needs a little more than a quarter of the bits: 500k at 360 lines, 150k at 180. */
const BITRATE_EXPONENT = 0.88;

/** Below this even a small picture falls apart, and above it nobody in a tile sees a difference. */
const LEAST_BITRATE = 100_000;
const MOST_BITRATE = 2_500_000;

/**
 * From how many pixels on a picture is worth sending in several sizes. Chromium drops layers below the same sizes, but
 * the large ones, so nothing would be left of the full picture.
 */
const THREE_LAYERS_AREA = 960 * 540;
const TWO_LAYERS_AREA = 480 * 270;

/** Quarter, half and full size. */
const RIDS = ['q', 'h', 'f'];

/** Text on a shared screen must stay sharp: at half the size it cannot be read, so there is one size of it. */
const SCREEN = { maxBitrate: MOST_BITRATE };

/**
 * How a source is sent, the smallest picture first: a camera in several sizes at once, of which the server gives each
 * viewer the one that fits.
 *
 * @param {Source} source
 * @param {MediaStreamTrack | null} media the largest picture is assumed when there is none yet
 * @returns {RTCRtpEncodingParameters[]}
 */
export function encodingsFor(source, media) {
  if (kindOf(source) === 'audio') return [{}];
  if (source === 'screen') return [SCREEN];
  const area = areaOf(media);
  const count = area >= THREE_LAYERS_AREA ? 3 : area >= TWO_LAYERS_AREA ? 2 : 1;
  if (count === 1) return [{ maxBitrate: bitrateFor(area) }];
  return RIDS.slice(-count).map((rid, i) => {
    const scale = 2 ** (count - 1 - i);
    return { rid, scaleResolutionDownBy: scale, maxBitrate: bitrateFor(area / scale ** 2) };
  });
}

/** The same as one stream, for browsers that refuse to send several. @param {Source} source */
export function singleEncodingFor(source) {
  return [kindOf(source) === 'audio' ? {} : source === 'screen' ? SCREEN : { maxBitrate: BITRATE_720P }];
}

/** @param {MediaStreamTrack | null} media */
function areaOf(media) {
  const { width, height } = media?.getSettings() ?? {};
  return width && height ? width * height : AREA_720P;
}

/** @param {number} area */
function bitrateFor(area) {
  const bitrate = BITRATE_720P * (area / AREA_720P) ** BITRATE_EXPONENT;
  return Math.round(Math.min(MOST_BITRATE, Math.max(LEAST_BITRATE, bitrate)));
}
