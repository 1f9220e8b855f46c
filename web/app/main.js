// @ts-check
import { MeetingError, join } from '../sdk/plenum.js';
import { readAddress, showRoom } from './address.js';
import { Call } from './call.js';
import { ending } from './ending.js';
import { Lobby } from './lobby.js';
import { LocalMedia } from './local.js';
import { recall, remember } from './memory.js';

/** @typedef {{element: HTMLElement, focus: () => void, close?: () => void}} Screen */

const app = /** @type {HTMLElement} */ (document.getElementById('app'));
const address = readAddress();
const local = new LocalMedia();

/** @type {Screen | null} */
let current = null;

/** A debugging aid, and the handle for automation: `plenum.meeting` is the meeting that goes on, if any. */
const plenum = { meeting: /** @type {import('../sdk/meeting.js').Meeting | null} */ (null) };
Object.assign(window, { plenum });

addEventListener('pagehide', () => void plenum.meeting?.leave());

const lobby = openLobby(address.room, address.name || recall().name || '');
if (address.autojoin) void lobby.submit();

/** @param {string} room @param {string} name @returns {Lobby} */
function openLobby(room, name) {
  document.title = 'Plenum';
  /** @type {Lobby} */
  const screen = new Lobby(local, { room, name }, (chosenRoom, chosenName) => enter(screen, chosenRoom, chosenName));
  show(screen);
  return screen;
}

/** @param {Lobby} from @param {string} room @param {string} name */
async function enter(from, room, name) {
  if (name !== 'Guest') remember({ name });
  // What is being opened is worth waiting for: it saves a second offer.
  await local.open();
  try {
    const meeting = await join({ room, name, token: address.token, publish: local.toPublish() });
    begin(meeting, room, name);
  } catch (error) {
    if (!(error instanceof MeetingError)) throw error;
    from.fail(error.code);
  }
}

/** @param {import('../sdk/meeting.js').Meeting} meeting @param {string} room @param {string} name */
function begin(meeting, room, name) {
  plenum.meeting = meeting;
  local.attach(meeting);
  meeting.on('left', ({ error }) => finish(error?.code ?? null, room, name));
  showRoom(room);
  document.title = `${room} · Plenum`;
  show(new Call(meeting, local));
}

/** @param {string | null} code @param {string} room @param {string} name */
function finish(code, room, name) {
  plenum.meeting = null;
  document.title = 'Plenum';
  const rejoin = () => void openLobby(room, name).submit();
  const home = () => void openLobby('', name);
  show(ending(code, room, { rejoin, home }));
}

/** @param {Screen} screen */
function show(screen) {
  current?.close?.();
  current = screen;
  app.replaceChildren(screen.element);
  screen.focus();
}
