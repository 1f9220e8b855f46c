// @ts-check
import { MeetingError } from './errors.js';
import { Meeting } from './meeting.js';

export { MeetingError } from './errors.js';
export { listDevices, openCamera, openDevices, openMicrophone, openScreen } from './media.js';

/**
 * Joins a meeting. Resolves when the server has taken the participant in and answered the first offer; media follows
 * within a few round trips (see the `connection` event). Rejects with a {@link MeetingError}.
 *
 * @param {import('./types.js').JoinOptions} options
 * @returns {Promise<Meeting>}
 */
export async function join(options) {
  if (!globalThis.RTCPeerConnection) throw new MeetingError('unsupported', 'this browser has no WebRTC');
  const meeting = new Meeting(options);
  await meeting.start();
  return meeting;
}
