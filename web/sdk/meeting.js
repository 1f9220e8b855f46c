// @ts-check
import { socketAddress } from './address.js';
import { Emitter } from './emitter.js';
import { MeetingError } from './errors.js';
import { Layers } from './layers.js';
import { watchNetwork } from './network.js';
import { Peer } from './peer.js';
import { Publications } from './publications.js';
import { Recovery } from './recovery.js';
import { Roster } from './roster.js';
import { Session } from './session.js';
import { Slots } from './slots.js';
import { errorOf } from './socket.js';
import { summarize } from './stats.js';
import { View } from './view.js';

/** @typedef {import('./types.js').Source} Source */
/** @typedef {import('./types.js').JoinOptions} JoinOptions */
/** @typedef {import('./types.js').Connection} Connection */

/** The loudest three voices: more than that at once nobody understands. */
const AUDIO_SLOTS = 3;

/** A grid of three by three; a larger one asks for more when it is shown. */
const VIDEO_SLOTS = 9;

/** Slots are added in rows, so that a room that fills up does not cause an offer for each arrival. */
const SLOT_STEP = 8;

/** After this many attempts without a first connection the user should know that the network is the reason. */
const ATTEMPTS_UNTIL_BLOCKED = 2;

/**
 * A participant's place in a meeting. Made by `join`, of use until `leave` or the `left` event.
 *
 * @extends {Emitter<import('./types.js').MeetingEvents>}
 */
export class Meeting extends Emitter {
  /** @type {import('./types.js').Self} */
  self = { id: '', name: '', room: '', csrc: 0 };
  /** @type {Connection} */
  connection = { signaling: 'connected', media: 'connecting' };
  /** @type {string[]} */
  speakers = [];
  /** What arrives and why it is not better; null until the server has said. @type {import('./types.js').Quality | null} */
  quality = null;

  #session;
  #peer;
  #roster = new Roster();
  #publications = new Publications();
  #layers = new Layers();
  #slots = new Slots(
    (track) => this.#roster.owner(track),
    (slot) => this.emit('slot', slot),
  );
  #view = new View((view) => this.#session.request('view', view));
  #recovery = new Recovery((how) => this.#recover(how));
  #unwatchNetwork = () => {};
  #limits = { audio: AUDIO_SLOTS, video: VIDEO_SLOTS };
  #over = false;

  /** @param {JoinOptions} options */
  constructor(options) {
    super();
    this.#session = new Session(socketAddress(options.url), options);
    this.#peer = new Peer(options.rtc ?? {}, (offer) => this.#exchange(offer));
    for (const { source, media, muted } of options.publish ?? []) this.#add(source, media, muted ?? false);
    this.#peer.addSlots('audio', options.audioSlots ?? AUDIO_SLOTS);
    this.#peer.addSlots('video', options.videoSlots ?? VIDEO_SLOTS);
    this.#wire();
  }

  /** Everybody else. @returns {import('./types.js').Participant[]} */
  get participants() {
    return [...this.#roster.participants.values()];
  }

  /** @returns {import('./types.js').Slot[]} */
  get slots() {
    return this.#slots.list();
  }

  /** @returns {import('./types.js').Publication[]} the own tracks */
  get published() {
    return this.#publications.list();
  }

  /** Called once, by `join`. */
  async start() {
    try {
      await this.#session.start();
      await this.#peer.negotiate();
      this.#unwatchNetwork = watchNetwork(() => this.#networkChanged());
      if (this.#peer.state !== 'connected') this.#recovery.begin();
    } catch (error) {
      this.#publications.list().forEach(({ source }) => this.#publications.remove(source));
      await this.leave();
      throw error;
    }
  }

  /** @param {Source} source @param {MediaStreamTrack} media @param {{muted?: boolean}} [options] */
  async publish(source, media, { muted = false } = {}) {
    if (this.#publications.get(source)) await this.unpublish(source);
    this.#add(source, media, muted);
    this.#changed();
    await this.#offer();
  }

  /** Takes a track away and stops its device. @param {Source} source */
  async unpublish(source) {
    const publication = this.#publications.get(source);
    if (!publication) return;
    publication.media?.stop();
    this.#peer.stopSending(source);
    this.#publications.remove(source);
    this.#changed();
    await this.#offer();
  }

  /**
   * Nobody hears or sees it from now on. A camera's device is stopped as well, so that its light goes out.
   *
   * @param {Source} source
   */
  async mute(source) {
    const publication = this.#publications.get(source);
    if (!publication || publication.muted) return;
    publication.muted = true;
    if (publication.media) publication.media.enabled = false;
    if (source === 'camera') {
      publication.media?.stop();
      publication.media = null;
      await this.#peer.replace(source, null);
    }
    this.#changed();
    this.#tellMutes();
  }

  /** @param {Source} source @param {MediaStreamTrack} [media] needed for a camera, whose device was stopped */
  async unmute(source, media) {
    const publication = this.#publications.get(source);
    if (!publication) return;
    if (media) await this.replace(source, media);
    if (publication.media) publication.media.enabled = true;
    publication.muted = false;
    this.#changed();
    this.#tellMutes();
  }

  /**
   * Another device for the same track; the old one is stopped.
   *
   * @param {Source} source
   * @param {MediaStreamTrack} media
   */
  async replace(source, media) {
    const publication = this.#publications.get(source);
    if (!publication || publication.media === media) return;
    publication.media?.stop();
    publication.media = media;
    media.enabled = !publication.muted || source === 'camera';
    this.#watchEnd(publication, media);
    await this.#peer.replace(source, media);
    this.#changed();
  }

  /**
   * What the page shows, most important first, in device pixels; width 0 for what is hidden. May be called as often
   * as the layout changes. Opens more slots when more is shown than there are.
   *
   * @param {import('./types.js').Wish[]} wishes
   * @param {import('./types.js').ViewOptions} [options]
   */
  view(wishes, { fill = true, lastN } = {}) {
    this.#view.set(wishes, { fill, lastN });
    const shown = wishes.filter(({ width }) => width > 0).length;
    const slots = this.#peer.countSlots('video');
    const room = this.#limits.video - slots;
    if (shown <= slots || room <= 0) return;
    this.#peer.addSlots('video', Math.min(room, Math.ceil((shown - slots) / SLOT_STEP) * SLOT_STEP));
    void this.#offer();
  }

  /** @param {string} name */
  async rename(name) {
    await this.#session.request('name', { name });
    this.#session.rename(name);
    this.self = { ...this.self, name };
  }

  /** @returns {Promise<import('./stats.js').MeetingStats>} */
  async stats() {
    return summarize(await this.#peer.getStats());
  }

  /** Leaves, stops all devices and forgets all listeners. */
  async leave() {
    if (this.#over) return;
    const told = this.#session.leave();
    this.#end(null);
    await told;
  }

  #wire() {
    this.#session.on('joined', (joined) => this.#joined(joined));
    this.#session.on('message', (message) => this.#receive(message));
    this.#session.on('lost', () => this.#connectionIs({ signaling: 'reconnecting' }));
    this.#session.on('ended', (error) => this.#end(error));
    this.#peer.on('answered', (answer) => this.#answered(answer));
    this.#peer.on('state', (state) => this.#transportIs(state));
  }

  /** @param {any} joined */
  #joined(joined) {
    const rejoined = this.self.id !== '' && !joined.resumed;
    this.self = { id: joined.participant, name: this.self.name, room: joined.room, csrc: joined.csrc };
    this.self.name ||= this.#session.name;
    this.#limits = { audio: joined.maxAudioSlots, video: joined.maxVideoSlots };
    if (rejoined) this.#beginAnew();
    this.#apply(this.#roster.replace(joined.participants));
    if (joined.resumed) this.#slots.replace(joined.slots);
    this.#spoke(joined.speakers);
    this.#view.repeat();
    this.#connectionIs({ signaling: 'connected' });
    if (rejoined || this.#peer.unanswered) void this.#offer();
    if (joined.resumed && this.#peer.state !== 'connected') this.#recovery.again();
    this.#tellMutes();
  }

  /** The server has forgotten this participant: a new one comes, with the same tracks. */
  #beginAnew() {
    this.#slots.clear();
    this.#publications.forgetIds();
    this.#renew();
    this.#recovery.begin();
  }

  /** @param {any} message */
  #receive(message) {
    switch (message.type) {
      case 'slots':
        return this.#slots.assign(message.slots);
      case 'participants':
        return this.#apply(this.#roster.update(message, this.self.id));
      case 'speakers':
        return this.#spoke(message.speakers);
      case 'layers':
        return this.#layers.watch(message.track, message.encodings);
      case 'quality':
        return this.#judged(message);
      case 'media':
        return this.#serverSees(message.state);
      case 'error':
        return this.#complained(errorOf(message));
    }
  }

  /** A fatal error closes the socket, and the session decides what that means. @param {MeetingError} error */
  #complained(error) {
    if (!error.fatal) this.emit('error', error);
  }

  /** @param {import('./roster.js').RosterChange[]} changes */
  #apply(changes) {
    for (const { name, detail } of changes) this.emit(name, detail);
    if (changes.length > 0) this.emit('participants', this.participants);
    this.#slots.refresh();
  }

  /** @param {string[]} speakers */
  #spoke(speakers) {
    this.speakers = speakers;
    this.emit('speakers', speakers);
  }

  /** @param {import('./types.js').Quality | null} quality */
  #judged(quality) {
    this.quality = quality;
    this.emit('quality', quality);
  }

  /** @param {{sdp: string, tracks: object[]}} offer */
  #exchange(offer) {
    this.#publications.tellingAll();
    return this.#session.request('offer', offer);
  }

  /** Offers what has changed. While the server is away that waits until it is back. */
  async #offer() {
    try {
      await this.#peer.negotiate();
    } catch (error) {
      if (this.#over) return;
      if (!(error instanceof MeetingError)) throw error;
      if (error.code !== 'connection-lost') this.emit('error', error);
    }
  }

  /** @param {{tracks?: {mid: string, track: string}[]}} answer */
  #answered({ tracks = [] }) {
    for (const { mid, track } of tracks) {
      const publication = this.#peer.publicationAt(mid);
      if (publication) publication.id = track;
    }
    this.#slots.bind(this.#peer.slots());
    this.#layers.bind(this.#peer.senders());
    this.#tellMutes();
  }

  /** @param {Source} source @param {MediaStreamTrack} media @param {boolean} muted */
  #add(source, media, muted) {
    const publication = this.#publications.add(source, media, muted);
    media.enabled = !muted;
    this.#watchEnd(publication, media);
    this.#peer.send(publication);
  }

  /**
   * A device was unplugged, or the browser's own bar stopped the sharing.
   *
   * @param {import('./types.js').Publication} publication
   * @param {MediaStreamTrack} media
   */
  #watchEnd(publication, media) {
    media.onended = () => {
      if (publication.media !== media || this.#over) return;
      if (publication.source.startsWith('screen')) return void this.unpublish(publication.source);
      void this.mute(publication.source);
      this.emit('error', new MeetingError('device-lost', `the ${publication.source} is gone`, publication));
    };
  }

  #changed() {
    this.emit('published', this.published);
  }

  #tellMutes() {
    for (const { source, track, muted } of this.#publications.takeUntold()) {
      this.#session.request('mute', { track, muted }).catch(() => this.#publications.notTold(source, muted));
    }
  }

  /** @param {RTCPeerConnectionState} state */
  #transportIs(state) {
    if (state === 'connected') {
      this.#recovery.up();
      this.#connectionIs({ media: 'connected' });
    } else if (state === 'disconnected' || state === 'failed') {
      this.#mediaIsDown();
      if (state === 'failed') this.#recovery.now();
      else this.#recovery.down();
    }
  }

  /** @param {string} state what the server says of the media transport */
  #serverSees(state) {
    if (state === 'connected' && this.#peer.state === 'connected') this.#recovery.up();
    if (state === 'disconnected') this.#recovery.down();
    if (state === 'failed') this.#recovery.dead();
  }

  #mediaIsDown() {
    if (this.connection.media === 'connected') this.#connectionIs({ media: 'reconnecting' });
  }

  #networkChanged() {
    this.#session.hurry();
    this.#peer.restartIce();
    void this.#offer();
  }

  /** @param {'restart' | 'renew'} how */
  #recover(how) {
    if (this.connection.signaling !== 'connected') return;
    this.#mediaIsDown();
    if (this.connection.media === 'connecting' && this.#recovery.attempts === ATTEMPTS_UNTIL_BLOCKED) {
      this.emit('error', new MeetingError('media-blocked', 'no media gets through to the server'));
    }
    if (how === 'restart') this.#peer.restartIce();
    else this.#renew();
    void this.#offer();
  }

  #renew() {
    this.#judged(null);
    this.#peer.renew();
  }

  /** @param {Partial<Connection>} change */
  #connectionIs(change) {
    this.connection = { ...this.connection, ...change };
    this.emit('connection', this.connection);
  }

  /** @param {MeetingError | null} error */
  #end(error) {
    this.#over = true;
    this.#unwatchNetwork();
    this.#recovery.stop();
    this.#view.stop();
    this.#slots.clear();
    this.#peer.close();
    for (const { media } of this.published) media?.stop();
    this.emit('left', { error });
    this.silence();
  }
}
