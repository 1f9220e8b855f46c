// @ts-check

/**
 * @typedef {object} Box
 * @property {number} left
 * @property {number} top
 * @property {number} width
 * @property {number} height
 */

/** Tiles may be anything between these shapes: most cameras are wide, and heads must not be cut off. */
const WIDEST = 16 / 9;
const TALLEST = 1;

/** On smaller tiles faces are not recognisable, and labels do not fit. */
const SMALLEST_WIDTH = 140;
const SMALLEST_HEIGHT = 100;

/**
 * The arrangement of equal tiles in rows that shows the most of them.
 *
 * @param {number} count
 * @param {number} width
 * @param {number} height
 * @param {number} gap
 * @returns {Box[]}
 */
export function arrange(count, width, height, gap) {
  if (count === 0) return [];
  if (count === 1) return [{ left: 0, top: 0, width, height }];
  let best = fit(1, count, width, height, gap);
  for (let columns = 2; columns <= count; columns++) {
    const other = fit(columns, count, width, height, gap);
    if (other.width * other.height > best.width * best.height) best = other;
  }
  return place(best, count, width, height, gap);
}

/** How many tiles a space has room for. @param {number} width @param {number} height @param {number} gap */
export function capacity(width, height, gap) {
  const columns = Math.max(1, Math.floor((width + gap) / (SMALLEST_WIDTH + gap)));
  const rows = Math.max(1, Math.floor((height + gap) / (SMALLEST_HEIGHT + gap)));
  return columns * rows;
}

/** @param {number} columns @param {number} count @param {number} width @param {number} height @param {number} gap */
function fit(columns, count, width, height, gap) {
  const rows = Math.ceil(count / columns);
  const cellWidth = (width - gap * (columns - 1)) / columns;
  const cellHeight = (height - gap * (rows - 1)) / rows;
  const tileWidth = Math.min(cellWidth, cellHeight * WIDEST);
  return { columns, rows, width: tileWidth, height: Math.min(cellHeight, tileWidth / TALLEST) };
}

/**
 * Rows are centred, also the last one with its fewer tiles.
 *
 * @param {ReturnType<typeof fit>} fitting
 * @param {number} count
 * @param {number} width
 * @param {number} height
 * @param {number} gap
 * @returns {Box[]}
 */
function place({ columns, rows, width: tileWidth, height: tileHeight }, count, width, height, gap) {
  const top = (height - rows * tileHeight - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = (width - inRow * tileWidth - (inRow - 1) * gap) / 2;
    return {
      left: left + (index % columns) * (tileWidth + gap),
      top: top + row * (tileHeight + gap),
      width: tileWidth,
      height: tileHeight,
    };
  });
}
