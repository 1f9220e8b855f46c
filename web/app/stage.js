// @ts-check
import { h } from './dom.js';
import { layOut } from './layout.js';
import { Order } from './order.js';
import { Tile } from './tile.js';
import { Tip } from './tip.js';
import { isMuted, liveTrack } from './tracks.js';

/** @typedef {import('../sdk/meeting.js').Meeting} Meeting */
/** @typedef {import('../sdk/types.js').Participant} Participant */
/** @typedef {import('../sdk/types.js').RemoteTrack} RemoteTrack */

const SELF = 'self';

/** In a picture this small nobody sees more frames, in CSS pixels and frames per second. */
const THUMBNAIL_HEIGHT = 180;
const THUMBNAIL_FRAMES = 15;

const person = (/** @type {string} */ id) => `person:${id}`;
const screen = (/** @type {string} */ id) => `screen:${id}`;

/** All tiles: who is shown, where, how large; and what of that the server has to know. */
export class Stage {
  #more = h('button.more', { type: 'button', hidden: true });
  #tip = new Tip();
  element = h('div.stage', {}, this.#more, this.#tip.element);
  #meeting;
  #ownCamera;
  /** @type {Map<string, Tile>} */
  #tiles = new Map();
  #order = new Order();
  /** @type {Set<string>} */
  #hidden = new Set();
  /** @type {string | null} */
  #pinned = null;
  #resizing = new ResizeObserver(() => this.#place());
  #end = new AbortController();
  #stale = false;

  /**
   * @param {Meeting} meeting
   * @param {() => MediaStreamTrack | null} ownCamera
   * @param {() => void} listAll shows those for whom there is no tile
   */
  constructor(meeting, ownCamera, listAll) {
    this.#meeting = meeting;
    this.#ownCamera = ownCamera;
    this.#more.onclick = listAll;
    this.#resizing.observe(this.element);
    document.addEventListener('visibilitychange', () => this.#report(), { signal: this.#end.signal });
    this.#draw();
  }

  /** Several events come in one turn; they are drawn once. */
  refresh() {
    if (this.#stale) return;
    this.#stale = true;
    queueMicrotask(() => {
      this.#stale = false;
      if (!this.#end.signal.aborted) this.#draw();
    });
  }

  /** @param {string[]} speakers */
  heard(speakers) {
    this.#order.heard(speakers.map(person), this.#hidden);
    this.refresh();
  }

  close() {
    this.#end.abort();
    this.#resizing.disconnect();
    for (const tile of this.#tiles.values()) tile.remove();
    this.#tip.close();
    this.element.remove();
  }

  #draw() {
    const { participants } = this.#meeting;
    const sharing = participants.filter((participant) => liveTrack(participant, 'screen'));
    this.#keep([...sharing.map(({ id }) => screen(id)), ...participants.map(({ id }) => person(id))]);
    this.#drawSelf();
    for (const participant of participants) this.#drawPerson(participant);
    for (const participant of sharing) this.#drawScreen(participant);
    this.#place();
  }

  /** Makes the tiles that are missing and takes away those whose people have gone. @param {string[]} keys */
  #keep(keys) {
    this.#order.keep(keys);
    const here = new Set([...keys, SELF]);
    for (const [key, tile] of this.#tiles) {
      if (here.has(key)) continue;
      tile.remove();
      this.#tiles.delete(key);
    }
    for (const key of here) if (!this.#tiles.has(key)) this.#add(key);
    if (this.#pinned !== null && !here.has(this.#pinned)) this.#pinned = null;
  }

  /** @param {string} key */
  #add(key) {
    const kind = key === SELF ? 'self' : key.startsWith('screen:') ? 'screen' : 'person';
    const tile = new Tile({ kind, key, pin: () => this.#pin(key), reshaped: () => this.#report(), tip: this.#tip });
    this.#tiles.set(key, tile);
    this.element.append(tile.element);
  }

  #drawSelf() {
    const tile = this.#tile(SELF);
    const { self, published, speakers } = this.#meeting;
    const heard = published.some(({ source, muted }) => source === 'microphone' && !muted);
    tile.describe({ name: self.name, label: 'You', silent: !heard });
    tile.play(this.#ownCamera());
    tile.speak(heard && speakers.includes(self.id));
  }

  /** @param {Participant} participant */
  #drawPerson(participant) {
    const tile = this.#tile(person(participant.id));
    tile.describe({ name: participant.name, silent: isMuted(participant, 'microphone') });
    this.#play(tile, liveTrack(participant, 'camera'));
    tile.stall(participant.tracks.some(({ flowing }) => flowing === false));
    tile.speak(this.#meeting.speakers.includes(participant.id));
  }

  /** @param {Participant} participant */
  #drawScreen(participant) {
    const tile = this.#tile(screen(participant.id));
    tile.describe({ name: participant.name, label: `${participant.name}’s screen`, silent: false });
    this.#play(tile, liveTrack(participant, 'screen'));
  }

  /** @param {Tile} tile @param {RemoteTrack | null} track */
  #play(tile, track) {
    const slot = track && this.#meeting.slots.find((candidate) => candidate.track?.id === track.id);
    tile.play(slot?.media ?? null, slot?.playing ?? false);
    const { quality } = this.#meeting;
    const judged = slot && quality?.slots.find(({ mid }) => mid === slot.mid);
    // What was said of somebody else who played there does not count.
    tile.judge(judged && judged.track === slot.track?.id ? judged : null, quality?.link ?? null);
  }

  /** @param {string} key */
  #pin(key) {
    this.#pinned = this.#pinned === key ? null : key;
    this.#place();
  }

  /** What is large: what the user has pinned, or else a shared screen. */
  #spotlight() {
    return this.#pinned ?? this.#order.list().find((key) => key.startsWith('screen:')) ?? null;
  }

  #place() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width === 0) return;
    const gap = width < 640 ? 8 : 12;
    const keys = this.#order.list();
    const { boxes, floats, hidden } = layOut({ keys, self: SELF, spotlight: this.#spotlight(), width, height, gap });
    this.#hidden = new Set(hidden);
    for (const [key, tile] of this.#tiles) {
      tile.move(boxes.get(key));
      tile.pin(key === this.#pinned);
    }
    this.element.classList.toggle('pair', floats);
    this.#overflow(hidden.length);
    this.#report();
  }

  /** @param {number} count of people without a tile */
  #overflow(count) {
    this.#more.hidden = count === 0;
    this.#more.textContent = `+${count} more`;
  }

  /** Tells the server which tracks are wanted, how large, and how much. A page that nobody looks at wants none. */
  #report() {
    const visible = document.visibilityState === 'visible';
    const shown = this.#shownTracks();
    const wishes = shown.map(({ track, key, tile }) => ({
      track: track.id,
      ...sizeOf(tile, visible ? devicePixelRatio : 0),
      importance: this.#importanceOf(key),
    }));
    const crowded = this.#hidden.size > 0;
    this.#meeting.view(wishes, { fill: visible && !crowded, lastN: crowded ? shown.length : undefined });
  }

  /**
   * What is large is what the viewer looks at, pinned or shared. A screen that had to make room for something pinned
   * still matters more than faces.
   *
   * @param {string} key
   * @returns {'stage' | 'pinned' | 'normal'}
   */
  #importanceOf(key) {
    if (key === this.#spotlight()) return 'stage';
    return key.startsWith('screen:') ? 'pinned' : 'normal';
  }

  /** @returns {{track: RemoteTrack, key: string, tile: Tile}[]} what matters first: what is large, and who speaks */
  #shownTracks() {
    const [dominant] = this.#meeting.speakers;
    const found = this.#meeting.participants.flatMap((participant) => [
      { track: liveTrack(participant, 'screen'), key: screen(participant.id), speaks: false },
      { track: liveTrack(participant, 'camera'), key: person(participant.id), speaks: participant.id === dominant },
    ]);
    const shown = found.flatMap(({ track, key, speaks }) => {
      const tile = this.#tiles.get(key);
      return track && tile && !tile.element.hidden ? [{ track, key, speaks, tile }] : [];
    });
    return shown.sort((a, b) => b.tile.box.width - a.tile.box.width || Number(b.speaks) - Number(a.speaks));
  }

  /** @param {string} key */
  #tile(key) {
    return /** @type {Tile} */ (this.#tiles.get(key));
  }
}

/** @param {Tile} tile @param {number} pixels of the device for each of CSS; 0 while nobody looks */
function sizeOf({ pictureSize, box }, pixels) {
  const size = { width: pictureSize.width * pixels, height: pictureSize.height * pixels };
  return box.height <= THUMBNAIL_HEIGHT ? { ...size, fps: THUMBNAIL_FRAMES } : size;
}
