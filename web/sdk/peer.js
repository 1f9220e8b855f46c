// @ts-check
import { Emitter } from './emitter.js';
import { encodingsFor, singleEncodingFor } from './encodings.js';
import { MeetingError } from './errors.js';
import { offerExtensions } from './extensions.js';

/** @typedef {import('./types.js').Kind} Kind */
/** @typedef {import('./types.js').Source} Source */
/** @typedef {import('./types.js').Publication} Publication */

/**
 * @typedef {object} Line one m-line, in the order in which it was added; it outlives the peer connection
 * @property {Kind} kind
 * @property {Source | null} source what it sends, now or when it is used again; null for a slot
 * @property {Publication | null} publication null for a slot, and while its source is not published
 * @property {RTCRtpTransceiver} transceiver
 */

/**
 * The one peer connection to the server: what is sent, the slots that receive, and the offers that tell about both.
 * The client is always the one that offers, and one offer is under way at a time.
 *
 * @extends {Emitter<{state: RTCPeerConnectionState, answered: any, renewed: null}>}
 */
export class Peer extends Emitter {
  #configuration;
  #exchange;
  /** @type {RTCPeerConnection} */
  #connection;
  /** @type {Line[]} */
  #lines = [];
  #offerWanted = false;
  /** @type {Promise<void> | null} */
  #negotiation = null;

  /**
   * @param {RTCConfiguration} configuration
   * @param {(offer: {sdp: string, tracks: object[]}) => Promise<any>} exchange brings the answer to an offer
   */
  constructor(configuration, exchange) {
    super();
    this.#configuration = configuration;
    this.#exchange = exchange;
    this.#connection = this.#connect();
  }

  get state() {
    return this.#connection.connectionState;
  }

  /** @returns {{mid: string, kind: Kind, receiver: RTCRtpReceiver}[]} those that the server has answered */
  slots() {
    return this.#lines.flatMap(({ source, kind, transceiver: { mid, receiver, currentDirection } }) =>
      !source && mid !== null && currentDirection === 'recvonly' ? [{ mid, kind, receiver }] : [],
    );
  }

  /** @param {Kind} kind */
  countSlots(kind) {
    return this.#lines.filter((line) => !line.source && line.kind === kind).length;
  }

  /** @param {Kind} kind @param {number} count takes effect with the next `negotiate` */
  addSlots(kind, count) {
    for (let i = 0; i < count; i++) this.#addLine({ kind, source: null, publication: null });
  }

  /** @param {Publication} publication takes effect with the next `negotiate` */
  send(publication) {
    const { kind, source, media } = publication;
    const idle = this.#lines.find((line) => line.source === source && !line.publication);
    if (!idle) return this.#addLine({ kind, source, publication });
    idle.publication = publication;
    idle.transceiver.direction = 'sendonly';
    void idle.transceiver.sender.replaceTrack(media);
  }

  /** @param {Source} source takes effect with the next `negotiate` */
  stopSending(source) {
    const line = this.#lineOf(source);
    if (!line) return;
    line.publication = null;
    line.transceiver.direction = 'inactive';
    void line.transceiver.sender.replaceTrack(null);
  }

  /** @param {Source} source @param {MediaStreamTrack | null} media */
  async replace(source, media) {
    await this.#lineOf(source)?.transceiver.sender.replaceTrack(media);
  }

  /** @param {string} mid @returns {Publication | null} */
  publicationAt(mid) {
    return this.#lines.find((line) => line.transceiver.mid === mid)?.publication ?? null;
  }

  /** @returns {{track: string, sender: RTCRtpSender}[]} the own tracks that the server knows, and what sends them */
  senders() {
    return this.#lines.flatMap(({ publication, transceiver: { sender } }) =>
      publication?.id ? [{ track: publication.id, sender }] : [],
    );
  }

  /** Sends an offer, and another one if things have changed meanwhile. */
  negotiate() {
    this.#offerWanted = true;
    this.#negotiation ??= this.#negotiateWhileWanted();
    return this.#negotiation;
  }

  /** Whether an offer of ours has not been answered: its answer was lost together with the socket. */
  get unanswered() {
    return this.#connection.signalingState === 'have-local-offer' && !this.#negotiation;
  }

  restartIce() {
    this.#connection.restartIce();
  }

  /** A fresh peer connection with the same m-lines in the same order, so that all mids keep their meaning. */
  renew() {
    this.#close();
    this.#connection = this.#connect();
    for (const line of this.#lines) line.transceiver = this.#transceiverFor(line);
    this.emit('renewed', null);
  }

  /** @returns {Promise<RTCStatsReport>} */
  getStats() {
    return this.#connection.getStats();
  }

  close() {
    this.silence();
    this.#close();
  }

  #connect() {
    const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle', ...this.#configuration });
    connection.onconnectionstatechange = () => this.emit('state', connection.connectionState);
    return connection;
  }

  #close() {
    this.#connection.onconnectionstatechange = null;
    this.#connection.close();
  }

  /** @param {Omit<Line, 'transceiver'>} line */
  #addLine(line) {
    this.#lines.push({ ...line, transceiver: this.#transceiverFor(line) });
  }

  /** @param {Omit<Line, 'transceiver'>} line */
  #transceiverFor({ kind, source, publication }) {
    if (!source) {
      const slot = this.#connection.addTransceiver(kind, { direction: 'recvonly' });
      offerExtensions(slot);
      return slot;
    }
    const media = publication?.media ?? null;
    const direction = publication ? 'sendonly' : 'inactive';
    /** @param {RTCRtpEncodingParameters[]} sendEncodings */
    const add = (sendEncodings) => this.#connection.addTransceiver(media ?? kind, { direction, sendEncodings });
    try {
      return add(encodingsFor(source, media));
    } catch {
      return add(singleEncodingFor(source));
    }
  }

  /** @param {Source} source */
  #lineOf(source) {
    return this.#lines.find((line) => line.publication?.source === source);
  }

  /** What happens to a connection that was replaced meanwhile is of no interest. */
  async #negotiateWhileWanted() {
    try {
      while (this.#offerWanted) {
        this.#offerWanted = false;
        const connection = this.#connection;
        await this.#offer(connection).catch((error) => {
          if (connection === this.#connection) throw error;
        });
      }
    } finally {
      this.#negotiation = null;
    }
  }

  /**
   * An offer whose answer was lost is sent again as it was, because the server may know its mids already; what has
   * changed since goes into the next one.
   *
   * @param {RTCPeerConnection} connection
   */
  async #offer(connection) {
    if (connection.signalingState === 'have-local-offer') this.#offerWanted = true;
    else await connection.setLocalDescription();
    const sdp = connection.localDescription?.sdp ?? '';
    const offer = { sdp, tracks: this.#describeTracks() };
    const answer = await this.#exchange(offer).catch((error) => takeBack(connection, error));
    await connection.setRemoteDescription({ type: 'answer', sdp: answer.sdp }).catch((error) => {
      throw new MeetingError('bad-answer', String(error), { cause: error });
    });
    if (connection === this.#connection) this.emit('answered', answer);
  }

  /** @returns {object[]} */
  #describeTracks() {
    return this.#lines.flatMap(({ publication, transceiver: { mid } }) =>
      publication && mid !== null ? [{ mid, source: publication.source, muted: publication.muted }] : [],
    );
  }
}

/**
 * A refused offer is as if it had never been made; one whose fate is unknown stays, to be sent again.
 *
 * @param {RTCPeerConnection} connection
 * @param {unknown} error
 * @returns {Promise<never>}
 */
async function takeBack(connection, error) {
  const refused = error instanceof MeetingError && error.code === 'bad-offer';
  if (refused && connection.signalingState === 'have-local-offer') {
    await connection.setLocalDescription({ type: 'rollback' });
  }
  throw error;
}
