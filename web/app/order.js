// @ts-check

/**
 * The order of the tiles. It does not change while everybody is visible, so that nobody jumps about; who speaks
 * without being visible takes the place of the visible one that has been quiet for longest.
 */
export class Order {
  /** @type {string[]} */
  #ids = [];
  /** @type {Map<string, number>} when each was last heard, as a count of changes */
  #heard = new Map();
  #changes = 0;

  /** @returns {string[]} */
  list() {
    return this.#ids;
  }

  /** @param {string[]} ids everybody who is here */
  keep(ids) {
    const here = new Set(ids);
    this.#ids = this.#ids.filter((id) => here.has(id));
    const known = new Set(this.#ids);
    this.#ids.push(...ids.filter((id) => !known.has(id)));
    for (const id of this.#heard.keys()) if (!here.has(id)) this.#heard.delete(id);
  }

  /**
   * @param {string[]} speakers
   * @param {Set<string>} hidden
   */
  heard(speakers, hidden) {
    this.#changes++;
    for (const id of speakers) this.#heard.set(id, this.#changes);
    for (const id of speakers) if (hidden.has(id)) this.#promote(id, hidden);
  }

  /** @param {string} id @param {Set<string>} hidden */
  #promote(id, hidden) {
    const visible = this.#ids.filter((other) => !hidden.has(other));
    if (visible.length === 0) return;
    const since = (/** @type {string} */ other) => this.#heard.get(other) ?? 0;
    const quietest = visible.reduce((a, b) => (since(b) <= since(a) ? b : a));
    const [from, to] = [this.#ids.indexOf(id), this.#ids.indexOf(quietest)];
    if (from < 0) return;
    [this.#ids[from], this.#ids[to]] = [quietest, id];
    hidden.delete(id);
    hidden.add(quietest);
  }
}
