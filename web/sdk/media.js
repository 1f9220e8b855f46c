// @ts-check
import { MeetingError } from './errors.js';

/** @typedef {import('./types.js').Source} Source */

/** Enough for a large tile; browsers scale down by themselves when the link is narrow. */
const CAMERA = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };

const MICROPHONE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** @param {string} [deviceId] @returns {Promise<MediaStreamTrack>} */
export async function openMicrophone(deviceId) {
  const stream = await open('microphone', (devices) =>
    devices.getUserMedia({ audio: { ...MICROPHONE, ...chosen(deviceId) } }),
  );
  return stream.getAudioTracks()[0];
}

/** @param {string} [deviceId] @returns {Promise<MediaStreamTrack>} */
export async function openCamera(deviceId) {
  const stream = await open('camera', (devices) => devices.getUserMedia({ video: { ...CAMERA, ...chosen(deviceId) } }));
  const track = stream.getVideoTracks()[0];
  track.contentHint = 'motion';
  return track;
}

/**
 * Opens a microphone, a camera or both with a single question to the user. What does not open comes back as the error.
 *
 * @param {('microphone' | 'camera')[]} wanted
 * @param {{microphone?: string, camera?: string}} [deviceIds]
 * @returns {Promise<Record<'microphone' | 'camera', MediaStreamTrack | MeetingError>>}
 */
export async function openDevices(wanted, deviceIds = {}) {
  const none = { microphone: notAsked('microphone'), camera: notAsked('camera') };
  if (wanted.length === 2) {
    const both = await openBoth(deviceIds).catch(() => null);
    if (both) return both;
  }
  // One of the two is missing or forbidden: the other may still work.
  const opening = { microphone: openMicrophone, camera: openCamera };
  const opened = wanted.map(async (device) => [
    device,
    await opening[device](deviceIds[device]).catch((error) => error),
  ]);
  return { ...none, ...Object.fromEntries(await Promise.all(opened)) };
}

/** @returns {Promise<{screen: MediaStreamTrack, audio: MediaStreamTrack | null}>} */
export async function openScreen() {
  const stream = await open('screen', (devices) =>
    devices.getDisplayMedia({ video: { frameRate: { ideal: 15, max: 30 } }, audio: true }),
  );
  const screen = stream.getVideoTracks()[0];
  screen.contentHint = 'detail';
  return { screen, audio: stream.getAudioTracks()[0] ?? null };
}

/** @returns {Promise<MediaDeviceInfo[]>} none where the browser does not tell */
export async function listDevices() {
  return (await navigator.mediaDevices?.enumerateDevices()) ?? [];
}

/** @param {{microphone?: string, camera?: string}} deviceIds */
async function openBoth({ microphone, camera }) {
  const audio = { ...MICROPHONE, ...chosen(microphone) };
  const video = { ...CAMERA, ...chosen(camera) };
  const stream = await open('camera', (devices) => devices.getUserMedia({ audio, video }));
  return { microphone: stream.getAudioTracks()[0], camera: stream.getVideoTracks()[0] };
}

/** @param {Source} source */
function notAsked(source) {
  return new MeetingError('no-device', `no ${source} was asked for`, { source });
}

/**
 * `ideal` and not `exact`: when the remembered device is unplugged, another one is better than none.
 *
 * @param {string} [deviceId]
 */
function chosen(deviceId) {
  return deviceId ? { deviceId: { ideal: deviceId } } : {};
}

/**
 * @param {Source} source
 * @param {(devices: MediaDevices) => Promise<MediaStream>} ask
 */
async function open(source, ask) {
  const devices = navigator.mediaDevices;
  if (!devices) throw new MeetingError('insecure', 'media devices need https or localhost', { source });
  try {
    return await ask(devices);
  } catch (error) {
    throw new MeetingError(codeOf(error, source), String(error), { source, cause: error });
  }
}

/** @param {unknown} error @param {Source} source */
function codeOf(error, source) {
  switch (error instanceof Error || error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return source === 'screen' ? 'cancelled' : 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-device';
    case 'NotReadableError':
    case 'AbortError':
      return 'in-use';
    default:
      return 'device-failed';
  }
}
