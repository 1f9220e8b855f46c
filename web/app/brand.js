// @ts-check
import { h } from './dom.js';

export function brand() {
  return h('div.brand', {}, h('img', { src: '/favicon.svg', alt: '', width: 32, height: 32 }), h('span', {}, 'Plenum'));
}
