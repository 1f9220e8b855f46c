// @ts-check

/** The shapes on a 24 by 24 field, drawn with lines in the colour of the text. */
const SHAPES = {
  microphone: '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>',
  'microphone-off':
    '<path d="M15 9.5V6a3 3 0 0 0-5.7-1.3M9 9.5V11a3 3 0 0 0 4.6 2.5M5.5 11.5a6.5 6.5 0 0 0 9.8 5.6M18.5 11.5c0 1-.2 1.9-.6 2.7M12 18v3M4 4l16 16"/>',
  camera: '<rect x="2.5" y="6.5" width="13" height="11" rx="2.5"/><path d="m15.5 10.5 6-3v9l-6-3"/>',
  'camera-off':
    '<path d="M10.5 6.500H13a2.5 2.5 0 0 1 2.5 2.500v2.500M15.5 15.500A2.5 2.5 0 0 1 13 17.500H5A2.5 2.5 0 0 1 2.5 15V9A2.5 2.5 0 0 1 5 6.500h1M15.5 10.500l6-3v9l-3.5-1.700M4 4l16 16"/>',
  screen:
    '<rect x="2.5" y="4" width="19" height="13" rx="2.5"/><path d="M8.5 21h7M12 13.500v-6m0 0L9.5 10M12 7.500l2.5 2.5"/>',
  leave:
    '<path transform="rotate(135 12 12)" d="M6.6 4h2.200a1 1 0 0 1 1 .8l.6 2.700a1 1 0 0 1-.3 1L8.5 10a12 12 0 0 0 5.5 5.500l1.5-1.600a1 1 0 0 1 1-.3l2.7.6a1 1 0 0 1 .8 1v2.200a1.6 1.6 0 0 1-1.7 1.600A14.5 14.5 0 0 1 5 5.7 1.6 1.6 0 0 1 6.6 4Z" fill="currentColor"/>',
  people:
    '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 19.500a6.5 6.5 0 0 1 13 0M16 4.900a3.5 3.5 0 0 1 0 6.200M18 14.200a6.5 6.5 0 0 1 3.5 5.3"/>',
  link: '<path d="M10 14a4 4 0 0 0 5.7 0l3.6-3.600a4 4 0 0 0-5.7-5.700L12.5 5.800M14 10a4 4 0 0 0-5.7 0l-3.6 3.600a4 4 0 0 0 5.7 5.700l1.1-1.1"/>',
  pin: '<path d="M9 3.500h6l-.8 6.5 3.3 3.500v1.500h-11v-1.500L9.8 10 9 3.500ZM12 15v6"/>',
  settings: '<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="2.5"/><circle cx="8" cy="17" r="2.5"/>',
  speaker: '<path d="M4 9.500v5h3.500L12 18.500v-13L7.5 9.500H4ZM15.5 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11"/>',
  signal: '<path d="M4 20v-4M9.3 20v-8M14.700 20V8M20 20V4"/>',
  'signal-mid': '<path d="M4 20v-4M9.3 20v-8"/><path d="M14.700 20V8M20 20V4" opacity=".4"/>',
  'signal-low': '<path d="M4 20v-4"/><path d="M9.3 20v-8M14.700 20V8M20 20V4" opacity=".4"/>',
  close: '<path d="m6 6 12 12M18 6 6 18"/>',
  warning: '<path d="M12 4 2.8 19.500h18.400L12 4ZM12 10v4.500M12 17v.2"/>',
  shuffle:
    '<path d="M4 12a8 8 0 0 1 13.7-5.600L20 8.500M20 4v4.500h-4.500M20 12a8 8 0 0 1-13.7 5.600L4 15.500M4 20v-4.500h4.5"/>',
};

/** @typedef {keyof typeof SHAPES} IconName */

/** @param {IconName} name @returns {SVGElement} */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon');
  svg.innerHTML = SHAPES[name];
  return svg;
}
