// Draws miniapp/assets/markers/*.png: the native map of weapp takes picture files only. Run after changing a colour.
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import sharp from 'sharp';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '../miniapp/assets/markers');
const drops = {
  waiting: '#b36b00',
  working: '#1668a8',
  done: '#1b6e3c',
  overdue: '#b3261e',
  declined: '#55626e',
};

const drop = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="108" viewBox="0 0 30 36">
  <path d="M15 35S27 22 27 14a12 12 0 1 0-24 0c0 8 12 21 12 21Z" fill="${colour}" stroke="#fff" stroke-width="2"/>
  <circle cx="15" cy="14" r="4.500" fill="#fff"/></svg>`;
const me = `<svg xmlns="http://www.w3.org/2000/svg" width="66" height="66" viewBox="0 0 22 22">
  <circle cx="11" cy="11" r="8" fill="#1677ff" stroke="#fff" stroke-width="3"/></svg>`;
const blank = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

const pictures = {
  ...Object.fromEntries(Object.entries(drops).map(([name, colour]) => [name, drop(colour)])),
  me,
  blank,
};
for (const [name, svg] of Object.entries(pictures)) {
  await sharp(Buffer.from(svg))
    .png({ compressionLevel: 9, palette: true })
    .toFile(path.join(folder, `${name}.png`));
}
