// @ts-check

/** How people, rooms and their colours are named. Room names follow the limits of docs/protocol.md. */
const ROOM_LENGTH = 64;
const NAME_LENGTH = 64;

const MOODS = [
  'amber',
  'bright',
  'calm',
  'early',
  'gentle',
  'golden',
  'lucky',
  'quiet',
  'silver',
  'sunny',
  'swift',
  'warm',
];
const PLACES = [
  'bridge',
  'cedar',
  'cove',
  'garden',
  'harbor',
  'lantern',
  'maple',
  'meadow',
  'orchard',
  'river',
  'summit',
  'willow',
];

/** @returns {string} a room name that is easy to say on the phone, and hardly ever taken */
export function suggestRoom() {
  return `${pick(MOODS)}-${pick(PLACES)}-${10 + Math.floor(Math.random() * 90)}`;
}

/** Makes a room name of what somebody typed. @param {string} text */
export function toRoom(text) {
  return text
    .normalize('NFKD')
    .replace(/\s+/g, '-')
    .replace(/[^A-Za-z0-9._-]/g, '')
    .slice(0, ROOM_LENGTH);
}

/** Makes a display name of what somebody typed. @param {string} text */
export function toName(text) {
  return text
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, NAME_LENGTH);
}

/** @param {string} name */
export function initials(name) {
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter(Boolean);
  const [first = '?'] = [...(words[0] ?? '')];
  const last = words.length > 1 ? [...words[words.length - 1]][0] : '';
  return (first + last).toUpperCase();
}

/** The same name has the same hue on every screen. @param {string} name @returns {number} degrees */
export function hue(name) {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 100_003;
  return (hash * 137) % 360;
}

/** @param {string[]} words */
function pick(words) {
  return words[Math.floor(Math.random() * words.length)];
}
