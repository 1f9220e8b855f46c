// @ts-check
import { arrange, capacity } from './grid.js';

/** @typedef {import('./grid.js').Box} Box */

/** The server plays at most 25 videos to one participant (docs/protocol.md). */
const MOST_TILES = 25;

/**
 * @typedef {object} Layout
 * @property {Map<string, Box>} boxes where each visible tile goes, by its key
 * @property {boolean} floats whether the own tile lies on top of another one
 * @property {string[]} hidden
 */

/**
 * Places tiles on the stage: a grid, or one tile large with the others in a strip beside or below it. With only two
 * people the own picture floats in a corner and the other one has all the space.
 *
 * @param {{keys: string[], self: string, spotlight: string | null, width: number, height: number, gap: number}} input
 *   `keys` are all tiles but the own one, most important first
 * @returns {Layout}
 */
export function layOut({ keys, self, spotlight, width, height, gap }) {
  if (spotlight !== null) return withSpotlight(keys, self, spotlight, width, height, gap);
  const floats = keys.length === 1;
  const inGrid = floats ? keys : [...keys, self];
  const shown = inGrid.slice(0, Math.min(MOST_TILES, capacity(width, height, gap)));
  if (!floats && !shown.includes(self)) shown[shown.length - 1] = self;
  const boxes = new Map(arrange(shown.length, width, height, gap).map((box, i) => [shown[i], box]));
  if (floats) boxes.set(self, corner(width, height, gap));
  return { boxes, floats, hidden: inGrid.filter((key) => !boxes.has(key)) };
}

/**
 * @param {string[]} keys
 * @param {string} self
 * @param {string} spotlight
 * @param {number} width
 * @param {number} height
 * @param {number} gap
 */
function withSpotlight(keys, self, spotlight, width, height, gap) {
  const others = [...keys, self].filter((key) => key !== spotlight);
  const beside = width > height;
  const size = beside ? Math.min(260, width * 0.22) : Math.min(130, (width - 2 * gap) / 3);
  const main = beside
    ? { left: 0, top: 0, width: width - size - gap, height }
    : { left: 0, top: 0, width, height: height - size - gap };
  const tile = { width: size, height: beside ? (size * 9) / 16 : size };
  const length = beside ? height : width;
  const step = (beside ? tile.height : tile.width) + gap;
  const shown = others.slice(0, Math.max(1, Math.min(MOST_TILES - 1, Math.floor((length + gap) / step))));
  if (!shown.includes(self)) shown[shown.length - 1] = self;
  const start = (length - shown.length * step + gap) / 2;
  const boxes = new Map([[spotlight, main]]);
  shown.forEach((key, i) => {
    const at = start + i * step;
    boxes.set(key, beside ? { left: width - size, top: at, ...tile } : { left: at, top: height - size, ...tile });
  });
  return { boxes, floats: false, hidden: others.filter((key) => !boxes.has(key)) };
}

/** @param {number} width @param {number} height @param {number} gap @returns {Box} */
function corner(width, height, gap) {
  const upright = height > width;
  const tileWidth = upright ? Math.min(110, width * 0.28) : Math.min(240, width * 0.22);
  const tileHeight = upright ? (tileWidth * 4) / 3 : (tileWidth * 9) / 16;
  return { left: width - tileWidth - gap, top: height - tileHeight - gap, width: tileWidth, height: tileHeight };
}
