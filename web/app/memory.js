// @ts-check

/** What the page remembers from one visit to the next. A browser that forbids it just starts afresh. */

const KEY = 'plenum';

/**
 * @typedef {object} Remembered
 * @property {string} [name]
 * @property {string} [microphone] a device id, as are the next two
 * @property {string} [camera]
 * @property {string} [speaker]
 * @property {boolean} [microphoneOff]
 * @property {boolean} [cameraOff]
 */

/** @returns {Remembered} */
export function recall() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}');
  } catch {
    return {};
  }
}

/** @param {Remembered} news */
export function remember(news) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...recall(), ...news }));
  } catch {
    // Private windows and full disks: nothing that the user has to know.
  }
}
