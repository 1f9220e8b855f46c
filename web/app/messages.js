// @ts-check

/**
 * What each failure means for the person in front of it, and what to do. One entry per code of the SDK.
 *
 * @typedef {{title: string, text: string, retry: boolean}} Message
 * @type {Record<string, Message>}
 */
const MEETING = {
  'server-away': {
    title: 'The server is not answering',
    text: 'It may be restarting, or your internet connection may be down. Try again in a moment.',
    retry: true,
  },
  'connection-lost': {
    title: 'The connection was lost',
    text: 'Check your internet connection and try again.',
    retry: true,
  },
  'room-full': {
    title: 'This room is full',
    text: 'As many people as it can hold are already inside. Try again when somebody has left.',
    retry: true,
  },
  'server-full': {
    title: 'The server is full',
    text: 'It cannot open another room at the moment. Try again in a few minutes.',
    retry: true,
  },
  unauthorized: {
    title: 'You need an invitation',
    text: 'Your link has expired or is not meant for this room. Ask the organiser for a new one.',
    retry: false,
  },
  'bad-request': {
    title: 'That name does not work',
    text: 'Names have up to 64 characters. Rooms use letters, digits, dots and dashes only.',
    retry: false,
  },
  replaced: {
    title: 'You are in this meeting somewhere else',
    text: 'The meeting went on in another tab or window, so this one has left it.',
    retry: true,
  },
  'shutting-down': {
    title: 'The server is being restarted',
    text: 'Try again in a moment.',
    retry: true,
  },
  'too-many-messages': {
    title: 'The connection was closed',
    text: 'This page sent more than the server accepts. Try again.',
    retry: true,
  },
  'unsupported-version': {
    title: 'This page is out of date',
    text: 'Reload it to get the version that the server speaks.',
    retry: false,
  },
  'bad-offer': {
    title: 'The server does not understand this browser',
    text: 'Try an up-to-date Chrome, Edge, Firefox or Safari.',
    retry: true,
  },
  unsupported: {
    title: 'This browser cannot hold meetings',
    text: 'It has no WebRTC, or it is turned off. Try an up-to-date Chrome, Edge, Firefox or Safari.',
    retry: false,
  },
  'media-blocked': {
    title: 'No sound or picture gets through',
    text: 'Your network seems to block media (UDP). Try another network, or turn off the VPN.',
    retry: true,
  },
};

/** @type {Message} */
const UNKNOWN = {
  title: 'Something went wrong',
  text: 'Try again; if it happens once more, reload the page.',
  retry: true,
};

/** @type {Record<string, (thing: string) => string>} */
const DEVICE = {
  denied: (thing) => `The browser blocks the ${thing}. Allow it in the address bar to be ${seenOrHeard(thing)}.`,
  'no-device': (thing) => `No ${thing} found. You can join without one.`,
  'in-use': (thing) => `The ${thing} is used by another program. Close that and try again.`,
  'device-failed': (thing) => `The ${thing} does not start. Unplug it and plug it in again, or choose another one.`,
  'device-lost': (thing) => `The ${thing} was disconnected.`,
  insecure: (thing) => `Browsers allow a ${thing} on https pages and on localhost only.`,
};

/** @param {string} code @returns {Message} */
export function meetingMessage(code) {
  return MEETING[code] ?? UNKNOWN;
}

/** @param {string} code @param {string} thing `microphone`, `camera` or `screen` */
export function deviceMessage(code, thing) {
  return (DEVICE[code] ?? DEVICE['device-failed'])(thing);
}

/** @param {string} code */
export function isDeviceCode(code) {
  return code in DEVICE;
}

/** @param {string} thing */
function seenOrHeard(thing) {
  return thing === 'microphone' ? 'heard' : 'seen';
}
