// @ts-check

/**
 * Calls back when the device comes online or changes its network. Not every browser tells about the latter; there
 * the silence of the old path does.
 *
 * @param {() => void} changed
 * @returns {() => void} stops watching
 */
export function watchNetwork(changed) {
  const connection = /** @type {any} */ (globalThis.navigator)?.connection;
  let type = connection?.type;
  const onChange = () => {
    // The event also tells of new estimates of the speed, which are no reason to do anything.
    if (connection.type === type) return;
    type = connection.type;
    changed();
  };
  globalThis.addEventListener?.('online', changed);
  connection?.addEventListener?.('change', onChange);
  return () => {
    globalThis.removeEventListener?.('online', changed);
    connection?.removeEventListener?.('change', onChange);
  };
}
