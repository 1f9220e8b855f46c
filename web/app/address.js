// @ts-check
import { toName, toRoom } from './names.js';

/**
 * What the address says: `/?room=standup&name=Ann`, or `/r/standup`. With `autojoin=1` the lobby is skipped, and
 * `token` is passed to the server.
 */
export function readAddress() {
  const parameters = new URLSearchParams(location.search);
  const path = /^\/r\/([^/]+)\/?$/.exec(location.pathname)?.[1];
  return {
    room: toRoom(parameters.get('room') ?? decodeURIComponent(path ?? '')),
    name: toName(parameters.get('name') ?? ''),
    token: parameters.get('token') ?? undefined,
    autojoin: parameters.get('autojoin') === '1',
  };
}

/** The address to give to others: nothing in it is personal. @param {string} room */
export function inviteLink(room) {
  return `${location.origin}/?room=${encodeURIComponent(room)}`;
}

/** Lets a reload come back to the same room. @param {string} room */
export function showRoom(room) {
  if (readAddress().room === room) return;
  const parameters = new URLSearchParams(location.search);
  parameters.set('room', room);
  history.replaceState(null, '', `/?${parameters}`);
}
