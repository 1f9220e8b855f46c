// @ts-check
import { Emitter } from '../sdk/emitter.js';
import { h } from './dom.js';

/**
 * Plays the audio slots, each through an element of its own that stays for the whole meeting: the server decides
 * whose voice is in which. Browsers may refuse to play sound before the first click; `blocked` tells.
 *
 * @extends {Emitter<{blocked: boolean}>}
 */
export class Voices extends Emitter {
  element = h('div', { hidden: true });
  /** @type {Map<string, HTMLAudioElement>} */
  #players = new Map();
  #output = '';

  /** @param {import('../sdk/types.js').Slot} slot */
  show({ mid, kind, media }) {
    if (kind !== 'audio') return;
    const player = this.#players.get(mid) ?? this.#addPlayer(mid);
    const current = /** @type {MediaStream | null} */ (player.srcObject)?.getTracks()[0];
    if (current === media) return;
    player.srcObject = new MediaStream([media]);
    this.#play(player);
  }

  /** After a click: now it is allowed. */
  unblock() {
    this.emit('blocked', false);
    for (const player of this.#players.values()) this.#play(player);
  }

  /** @param {string} deviceId a loudspeaker */
  useOutput(deviceId) {
    this.#output = deviceId;
    for (const player of this.#players.values()) route(player, deviceId);
  }

  stop() {
    this.silence();
    for (const player of this.#players.values()) player.srcObject = null;
    this.element.remove();
  }

  /** @param {string} mid */
  #addPlayer(mid) {
    const player = h('audio', { autoplay: true, 'data-mid': mid });
    this.#players.set(mid, player);
    this.element.append(player);
    if (this.#output) route(player, this.#output);
    return player;
  }

  /** @param {HTMLAudioElement} player */
  #play(player) {
    player.play().catch((error) => {
      if (error.name === 'NotAllowedError') this.emit('blocked', true);
    });
  }
}

/** Whether the user can choose a loudspeaker in this browser. */
export const canRoute = 'setSinkId' in HTMLMediaElement.prototype;

/**
 * An output that has been unplugged: the default one goes on.
 *
 * @param {HTMLAudioElement} player
 * @param {string} deviceId
 */
function route(player, deviceId) {
  if (canRoute) player.setSinkId(deviceId).catch(() => {});
}
