// @ts-check
import { Backoff } from './backoff.js';
import { Emitter } from './emitter.js';
import { MeetingError } from './errors.js';
import { SignalingSocket, errorOf } from './socket.js';

/** After one of these, trying again by itself would only give the same answer, or fight with another tab. */
const FINAL = new Set(['unauthorized', 'room-full', 'server-full', 'replaced', 'unsupported-version', 'bad-request']);

/**
 * One participant's membership of a room, whatever happens to the sockets below it: joins, resumes on a new socket
 * when one is lost, and joins anew when it is too late for that.
 *
 * @extends {Emitter<{joined: any, message: any, lost: null, ended: MeetingError}>}
 */
export class Session extends Emitter {
  #url;
  #credentials;
  /** @type {SignalingSocket | null} */
  #socket = null;
  #resumeToken = '';
  /** @type {MeetingError | null} the last fatal error on this socket: says why it is about to be closed */
  #verdict = null;
  #backoff = new Backoff();
  #over = false;

  /**
   * @param {string} url
   * @param {{room: string, name: string, token?: string}} credentials
   */
  constructor(url, credentials) {
    super();
    this.#url = url;
    this.#credentials = credentials;
  }

  get name() {
    return this.#credentials.name;
  }

  /** The first join. Unlike later ones it is not repeated: who called wants to know. */
  async start() {
    await this.#join();
  }

  /**
   * @param {string} type
   * @param {object} [fields]
   * @returns {Promise<any>}
   */
  request(type, fields) {
    if (!this.#socket) return Promise.reject(new MeetingError('connection-lost', 'reconnecting'));
    return this.#socket.request(type, fields);
  }

  /** @param {string} name the name under which to join anew, should that be necessary */
  rename(name) {
    this.#credentials = { ...this.#credentials, name };
  }

  /** The network has changed or returned: do not wait for the next attempt. */
  hurry() {
    this.#backoff.hurry();
  }

  /** Leaves for good. Says so to the server when it can be reached, and does not wait for long. */
  async leave() {
    if (this.#over) return;
    this.#over = true;
    this.silence();
    this.#backoff.hurry();
    const socket = this.#socket;
    this.#socket = null;
    await socket?.request('leave').catch(() => {});
    socket?.close();
  }

  async #join() {
    const socket = await SignalingSocket.open(this.#url);
    try {
      const { room, name, token } = this.#credentials;
      const resume = this.#resumeToken || undefined;
      // The listener comes first: messages may follow `joined` before its promise is settled.
      this.#verdict = null;
      socket.on('message', (message) => this.#receive(message));
      const joined = await socket.request('join', { v: 1, room, name, token, resume });
      if (this.#over) throw new MeetingError('connection-lost', 'left in the meantime');
      this.#resumeToken = joined.resumeToken;
      this.#socket = socket;
      socket.on('closed', () => this.#lose());
      this.emit('joined', joined);
    } catch (error) {
      socket.close();
      throw this.#verdict ?? error;
    }
  }

  /** @param {any} message */
  #receive(message) {
    if (message.type === 'error') {
      const error = errorOf(message);
      if (error.fatal) this.#verdict = error;
    }
    this.emit('message', message);
  }

  #lose() {
    this.#socket = null;
    const verdict = this.#verdict;
    if (verdict && FINAL.has(verdict.code)) return this.#end(verdict);
    if (verdict?.code === 'cannot-resume') this.#resumeToken = '';
    this.emit('lost', null);
    void this.#reconnect();
  }

  async #reconnect() {
    this.#backoff.reset();
    while (!this.#over && !this.#socket) {
      await this.#backoff.pause();
      if (this.#over) return;
      try {
        await this.#join();
      } catch (error) {
        if (!(error instanceof MeetingError)) throw error;
        if (error.code === 'cannot-resume') this.#resumeToken = '';
        if (FINAL.has(error.code)) this.#end(error);
      }
    }
  }

  /** @param {MeetingError} error */
  #end(error) {
    this.#over = true;
    this.emit('ended', error);
    this.silence();
  }
}
