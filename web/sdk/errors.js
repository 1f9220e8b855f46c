// @ts-check

/**
 * What went wrong, in a word that a program can switch on. Beside the codes of docs/protocol.md:
 *
 * - `server-away`: no connection to the server, or no reply in time
 * - `connection-lost`: the socket went while a reply was awaited; the SDK is reconnecting
 * - `media-blocked`: signaling works but no media gets through, for instance because UDP is blocked
 * - `bad-answer`: the browser does not accept the server's answer
 * - `unsupported`: this browser has no WebRTC
 * - `insecure`: cameras and microphones need https or localhost
 * - `denied`, `no-device`, `in-use`, `device-failed`, `cancelled`: why a camera, microphone or screen did not open
 * - `device-lost`: a camera or microphone went away in the middle of the meeting
 */
export class MeetingError extends Error {
  /**
   * @param {string} code
   * @param {string} message a sentence for a developer
   * @param {{fatal?: boolean, source?: import('./types.js').Source, cause?: unknown}} [more]
   */
  constructor(code, message, more = {}) {
    super(message, { cause: more.cause });
    this.name = 'MeetingError';
    this.code = code;
    /** Whether the meeting is over because of it. */
    this.fatal = more.fatal ?? false;
    /** The device or track it is about, if any. */
    this.source = more.source;
  }
}
