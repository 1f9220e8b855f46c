// @ts-check
import { MeetingError, openScreen } from '../sdk/plenum.js';
import { deviceMessage } from './messages.js';
import { toast } from './toasts.js';

/** @typedef {import('../sdk/meeting.js').Meeting} Meeting */

/** Phones cannot share their screens. */
export const canShare = Boolean(navigator.mediaDevices && 'getDisplayMedia' in navigator.mediaDevices);

/** @param {Meeting} meeting */
export function isSharing(meeting) {
  return meeting.published.some(({ source }) => source === 'screen');
}

/** @param {Meeting} meeting */
export async function toggleSharing(meeting) {
  if (isSharing(meeting)) return stopSharing(meeting);
  try {
    const { screen, audio } = await openScreen();
    await Promise.all([meeting.publish('screen', screen), audio ? meeting.publish('screen-audio', audio) : null]);
  } catch (error) {
    if (!(error instanceof MeetingError)) throw error;
    if (error.code !== 'cancelled') toast(deviceMessage(error.code, 'screen'), { icon: 'warning' });
  }
}

/** @param {Meeting} meeting */
async function stopSharing(meeting) {
  await Promise.all([meeting.unpublish('screen'), meeting.unpublish('screen-audio')]);
}
