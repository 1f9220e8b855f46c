// @ts-check

/** Tells a receiver which frames refer to which (AV1 RTP specification, appendix A). */
const DEPENDENCY_DESCRIPTOR = 'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension';

/**
 * Lets a slot's offer name the extensions that the server forwards and browsers leave out of what they only receive.
 * Without the dependency descriptor a receiver cannot tell the spatial layers of AV1 apart: Chromium 156 decodes none of
 * them then. Browsers that do not let pages choose are left as they are.
 *
 * @param {RTCRtpTransceiver} transceiver
 */
export function offerExtensions(transceiver) {
  /** @type {any} */
  const chooser = transceiver; // webrtc-extensions, not yet in the type definitions
  if (!chooser.getHeaderExtensionsToNegotiate) return;
  /** @type {{uri: string, direction: string}[]} */
  const extensions = chooser.getHeaderExtensionsToNegotiate();
  const chosen = extensions.map((one) => (one.uri === DEPENDENCY_DESCRIPTOR ? { ...one, direction: 'sendrecv' } : one));
  chooser.setHeaderExtensionsToNegotiate(chosen);
}
