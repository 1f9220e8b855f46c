// @ts-check
import { Emitter } from './emitter.js';
import { MeetingError } from './errors.js';

/** The server gives a new socket 10 s to join; a reply that takes longer than that is not coming. */
const REPLY_TIMEOUT_MS = 10_000;

/** Browsers cannot see WebSocket pings, so a dead network is noticed by our own. */
const PING_EVERY_MS = 5_000;

const PROTOCOL = 'plenum.v1';

/**
 * One WebSocket, from open to closed: requests with their replies, and the messages in between.
 *
 * @extends {Emitter<{message: any, closed: null}>}
 */
export class SignalingSocket extends Emitter {
  #socket;
  #nextId = 1;
  /** @type {Map<number, {resolve: (reply: any) => void, reject: (error: Error) => void, timer: any}>} */
  #waiting = new Map();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #pinging;

  /** @param {WebSocket} socket one that is open */
  constructor(socket) {
    super();
    this.#socket = socket;
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = () => this.#end();
    this.#pinging = setInterval(() => this.#ping(), PING_EVERY_MS);
  }

  /**
   * @param {string} url
   * @returns {Promise<SignalingSocket>}
   */
  static open(url) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, PROTOCOL);
      const fail = () => {
        clearTimeout(timer);
        socket.onopen = socket.onclose = null;
        socket.close();
        reject(new MeetingError('server-away', `no connection to ${url}`));
      };
      const timer = setTimeout(fail, REPLY_TIMEOUT_MS);
      socket.onclose = fail;
      socket.onopen = () => {
        clearTimeout(timer);
        resolve(new SignalingSocket(socket));
      };
    });
  }

  /**
   * @param {string} type
   * @param {object} [fields]
   * @returns {Promise<any>} the reply; an `error` reply and a lost socket reject with a MeetingError
   */
  request(type, fields = {}) {
    if (this.#socket.readyState !== WebSocket.OPEN) return Promise.reject(lost());
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new MeetingError('server-away', `no reply to ${type}`));
      }, REPLY_TIMEOUT_MS);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#socket.send(JSON.stringify({ type, id, ...fields }));
    });
  }

  /** Closes without a word; `closed` is not emitted, because the caller knows. */
  close() {
    this.silence();
    this.#socket.close(1000);
    this.#end();
  }

  /** @param {unknown} data */
  #receive(data) {
    const message = JSON.parse(String(data));
    const waiting = this.#waiting.get(message.re);
    if (!waiting) return this.emit('message', message);
    this.#waiting.delete(message.re);
    clearTimeout(waiting.timer);
    if (message.type === 'error') waiting.reject(errorOf(message));
    else waiting.resolve(message);
  }

  /** A socket that does not answer is closed by hand: the browser would take minutes to find out. */
  #ping() {
    this.request('ping').catch((error) => {
      if (error.code !== 'server-away') return;
      this.#socket.close();
      this.#end();
    });
  }

  #end() {
    clearInterval(this.#pinging);
    this.#socket.onmessage = this.#socket.onclose = null;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(lost());
    }
    this.#waiting.clear();
    this.emit('closed', null);
    this.silence();
  }
}

/** @param {{code: string, message: string, fatal?: boolean}} message */
export function errorOf(message) {
  return new MeetingError(message.code, message.message, { fatal: message.fatal === true });
}

function lost() {
  return new MeetingError('connection-lost', 'the connection to the server is lost');
}
