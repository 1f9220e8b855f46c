// @ts-check

/**
 * Where the server's WebSocket is: `ws(s)://` addresses are taken as they are, of others only the host counts.
 *
 * @param {string | URL} [url] the page's own address when absent
 * @returns {string}
 */
export function socketAddress(url = globalThis.location?.href) {
  const address = new URL(url);
  if (address.protocol.startsWith('ws')) return address.href;
  return `${address.protocol === 'http:' ? 'ws' : 'wss'}://${address.host}/ws`;
}
